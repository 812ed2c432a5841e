<?cs include:"guida_inizio.cs" ?><p>Le <a href="/preferenze">preferenze</a> valgono per te, su ogni computer.</p>
<h2>Sempre attive</h2>
<dl class="siz-dati"><dt><kbd>Ctrl</kbd> <kbd>K</kbd></dt><dd>Cerca in tutte le aree</dd><dt><kbd>Ctrl</kbd> <kbd>Invio</kbd></dt><dd>Salva il modulo in cui scrivi</dd><dt><kbd>Esc</kbd></dt><dd>Chiude menu e finestre</dd></dl>
<p>Sul Mac usa <kbd>Cmd</kbd> al posto di <kbd>Ctrl</kbd>.</p>
<h2>Tasti singoli, se li accendi</h2>
<p>Sono spenti finché non li attivi in <a href="/preferenze">Preferenze e scorciatoie</a>. Dentro un campo non agiscono mai.</p>
<dl class="siz-dati"><dt><kbd>/</kbd></dt><dd>Cerca in tutte le aree</dd><dt><kbd>g</kbd> poi <kbd>h</kbd></dt><dd>Home</dd><dt><kbd>g</kbd> poi <kbd>s</kbd></dt><dd>Soggetti</dd><dt><kbd>g</kbd> poi <kbd>i</kbd></dt><dd>Interventi generici</dd><dt><kbd>j</kbd> e <kbd>k</kbd></dt><dd>Riga dopo, riga prima</dd></dl>
<h2>Tabelle compatte</h2>
<p>Nelle preferenze puoi stringere le righe degli elenchi, per vederne di più.</p>
<h2>Le tue sessioni</h2>
<p>Nella stessa pagina vedi da quali browser sei entrato. Se non ne riconosci uno, chiudilo e cambia la password.</p>
<?cs include:"guida_fine.cs" ?>
