<?cs include:"guida_inizio.cs" ?><p>Per comuni, Stati e prestazioni usiamo dati pubblici. Le licenze chiedono queste parole.</p>
<h2>Comuni</h2>
<p>Contiene dati di «Archivio dei comuni» dell’Anagrafe Nazionale della Popolazione Residente (ANPR), Ministero dell’Interno, pubblicati in <code>italia/anpr</code> con licenza <a href="https://creativecommons.org/licenses/by/4.0/deed.it" rel="noreferrer">Creative Commons Attribuzione 4.0</a>. Modifiche: colonne scelte, una chiave per riga, nomi dei comuni cessati scritti con le minuscole, quattro fusioni successive aggiunte.</p>
<p>Dallo stesso archivio vengono le sigle delle province e i codici dei comuni dell’Ambito. I nomi delle province sono aggiunti da noi.</p>
<h2>Stati esteri</h2>
<p>Contiene dati della tabella «Stati esteri» di ANPR, Ministero dell’Interno, pubblicati in <code>italia/anpr</code> con licenza Creative Commons Attribuzione 4.0. Modifiche: una chiave per riga, nomi scritti con le minuscole, codici ISO e stati storici aggiunti.</p>
<h2>Relazioni di parentela</h2>
<p>Contiene dati della tabella «Relazioni di parentela» di ANPR, Ministero dell’Interno, pubblicati in <code>italia/anpr</code> con licenza Creative Commons Attribuzione 4.0. Nessuna modifica.</p>
<h2>Prestazioni INPS</h2>
<p>Contiene dati del vocabolario controllato «Tipo categoria prestazione SIUSS» di INPS, pubblicato in <code>INPS-it/NDC</code> con licenza Creative Commons Attribuzione 4.0. Modifiche: colonne e date di validità aggiunte.</p>
<h2>Altri elenchi</h2>
<p>La classificazione ISTAT segue l’indagine sui servizi sociali dei comuni; le corrispondenze sono nostre. I livelli di assistenza vengono dal piano del Fondo Nazionale Politiche Sociali.</p>
<p>I tipi di intervento, i motivi e gli stati vengono dall’Ambito o sono proposte che chi amministra può cambiare.</p>
<?cs include:"guida_fine.cs" ?>
