<?cs include:"guida_inizio.cs" ?><p>La casella in alto trova funzioni, persone e pratiche. Si apre anche con <kbd>Ctrl</kbd> <kbd>K</kbd>.</p>
<h2>Che cosa puoi scrivere</h2>
<ul><li>Cognome e nome, in qualunque ordine, anche solo l’inizio e anche scritti male: «kiara ferari» trova Chiara Ferrari. Accenti, apostrofi e spazi non contano.</li>
<li>Con il nome, l’anno o il giorno di nascita: «rossi marco 1948». Se giorno e mese sono scambiati, la persona si trova lo stesso.</li>
<li>Un codice fiscale, intero o quattro caratteri di seguito; anche con un carattere sbagliato.</li>
<li>La data di nascita: 14/03/1948.</li>
<li>Il numero della persona, anche quello del sistema precedente.</li>
<li>Il codice di una pratica: GEN-2026-00418, o solo il numero.</li>
<li>Il nome di una funzione: «interventi», «notifiche», «cambia password». Valgono anche i nomi di prima: «quadro sinottico», «progetto sociale».</li></ul>
<p>Prima vengono le persone più probabili; una funzione che si chiama proprio così viene prima delle persone che hanno solo un suono simile. Sotto ciascuna c’è scritto che cosa è diverso da come l’hai scritto.</p>
<h2>Con la tastiera</h2>
<p>Scegli con <kbd>↑</kbd> e <kbd>↓</kbd>, apri con <kbd>Invio</kbd>, chiudi con <kbd>Esc</kbd>.</p>
<h2>Senza JavaScript</h2>
<p>Scrivi nella casella e premi <kbd>Invio</kbd>: i risultati sono in una pagina.</p>
<h2>Che cosa non trova</h2>
<p>Le pratiche che non puoi aprire e le persone riservate ad altri. Le ricerche di persone restano nel registro degli accessi.</p>
<?cs include:"guida_fine.cs" ?>
