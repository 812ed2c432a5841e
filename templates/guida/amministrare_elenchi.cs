<?cs include:"guida_inizio.cs" ?><p>Le scelte che si trovano nei moduli sono elenchi. Chi amministra SIZ li cambia in «Amministrazione», da «Elenchi» e da «Tipi di intervento», senza chiedere a nessuno.</p>
<h2>Aggiungere</h2>
<p>Scrivi le parole, il posto nell’elenco e, se serve, da quando e fino a quando si sceglie. La voce si trova subito nei moduli. Un tipo di intervento dice anche che cosa propone in una pratica nuova: livello di assistenza, classe ISTAT, codice INPS. Si può limitare ad alcuni servizi.</p>
<h2>Cambiare</h2>
<ul><li>Se scrivi meglio la stessa cosa, le parole cambiano dappertutto.</li>
<li>Se le parole nuove vogliono dire un’altra cosa, spunta la casella: la voce di prima finisce ieri e ne comincia una nuova. Le pratiche già scritte tengono la parola di prima.</li></ul>
<h2>Terminare</h2>
<p>Una voce non si cancella. Con una data in «fino al» dopo quel giorno non si sceglie più, e chi l’ha già la tiene.</p>
<h2>Che cosa non si cambia</h2>
<p>Le classi dell’ISTAT, i livelli di assistenza e le parentele dell’anagrafe li decide una norma. Di altri elenchi, per esempio gli stati, si cambiano solo le parole.</p>
<?cs include:"guida_fine.cs" ?>
