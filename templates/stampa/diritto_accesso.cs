<?cs include:"stampa/inizio.cs" ?>
<p>Questo documento dice quali dati personali tratta l’<?cs var:Stampa.ambito ?>, chi li ha letti e a chi sono stati comunicati. È consegnato alla persona, o a chi la rappresenta, secondo l’articolo 15 del regolamento europeo 2016/679 (GDPR).</p>
<table class="dati"><tbody>
<tr><th scope="row">Richiesta del</th><td><?cs var:Richiesta.data ?><?cs if:Richiesta.protocollo != "" ?>, protocollo <?cs var:Richiesta.protocollo ?><?cs /if ?></td></tr>
<tr><th scope="row">Identità verificata con</th><td><?cs var:Richiesta.identita ?></td></tr>
<tr><th scope="row">Documento preparato il</th><td><?cs var:Stampa.data ?> alle <?cs var:Stampa.ora ?>, da <?cs var:Stampa.servizio ?></td></tr>
</tbody></table>
<h2>1. I dati della persona</h2>
<table class="dati"><tbody>
<tr><th scope="row">Cognome e nome</th><td><?cs var:Persona.cognome ?> <?cs var:Persona.nome ?></td></tr>
<tr><th scope="row">Sesso</th><td><?cs var:Persona.sesso ?></td></tr>
<tr><th scope="row">Nascita</th><td><?cs var:Persona.data_nascita ?><?cs if:Persona.luogo_nascita != "" ?>, <?cs var:Persona.luogo_nascita ?><?cs /if ?></td></tr>
<?cs if:Persona.codice_fiscale != "" ?><tr><th scope="row">Codice fiscale</th><td><?cs var:Persona.codice_fiscale ?></td></tr><?cs /if ?>
<?cs if:Persona.codice_stp != "" ?><tr><th scope="row">Codice STP o ENI</th><td><?cs var:Persona.codice_stp ?></td></tr><?cs /if ?>
<?cs if:Persona.residenza_comune != "" || Persona.residenza_indirizzo != "" ?><tr><th scope="row">Residenza</th><td><?cs var:Persona.residenza_comune ?><?cs if:Persona.residenza_indirizzo != "" ?>, <?cs var:Persona.residenza_indirizzo ?><?cs /if ?></td></tr><?cs /if ?>
<?cs if:Persona.telefono != "" ?><tr><th scope="row">Telefono</th><td><?cs var:Persona.telefono ?></td></tr><?cs /if ?>
<?cs if:Persona.email != "" ?><tr><th scope="row">E-mail</th><td><?cs var:Persona.email ?></td></tr><?cs /if ?>
<?cs if:Persona.data_decesso != "" ?><tr><th scope="row">Decesso</th><td><?cs var:Persona.data_decesso ?></td></tr><?cs /if ?>
<tr><th scope="row">Da dove vengono</th><td><?cs var:Persona.fonte ?><?cs if:Persona.creato_servizio != "" ?>, <?cs var:Persona.creato_servizio ?><?cs /if ?>, dal <?cs var:Persona.creato_il_data ?></td></tr>
</tbody></table>
<?cs if:Dati.righe ?><table class="elenco"><thead><tr><th scope="col">Che cosa</th><th scope="col">Dato</th><th scope="col">Dal</th><th scope="col">Al</th><th scope="col">Da dove viene</th></tr></thead><tbody><?cs each:r = Dati ?><?cs if:r.che ?>
<tr><td><?cs var:r.che ?></td><td><?cs var:r.testo ?></td><td><?cs var:r.dal ?></td><td><?cs var:r.al ?></td><td><?cs var:r.fonte ?></td></tr><?cs /if ?><?cs /each ?></tbody></table><?cs /if ?>
<h2>2. In quali nuclei familiari è scritta</h2>
<?cs if:Nuclei.righe ?><table class="elenco"><thead><tr><th scope="col">Nucleo</th><th scope="col">Come</th><th scope="col">Dal</th><th scope="col">Al</th><th scope="col">Da dove viene</th></tr></thead><tbody><?cs each:r = Nuclei ?><?cs if:r.nucleo ?>
<tr><td><?cs var:r.nucleo ?></td><td><?cs var:r.relazione ?></td><td><?cs var:r.dal ?></td><td><?cs if:r.al != "" ?><?cs var:r.al ?><?cs else ?>in corso<?cs /if ?></td><td><?cs var:r.fonte ?></td></tr><?cs /if ?><?cs /each ?></tbody></table>
<p>I nomi degli altri componenti non sono indicati: sono dati loro.</p><?cs else ?><p>Nessun nucleo familiare.</p><?cs /if ?>
<h2>3. Quali ISEE ci sono</h2>
<?cs if:Isee.righe ?><table class="elenco"><thead><tr><th scope="col">ISEE</th><th scope="col">Protocollo della DSU</th><th scope="col">Presentata</th><th scope="col">Vale fino al</th><th scope="col">Da dove viene</th><th scope="col">Servizio</th></tr></thead><tbody><?cs each:r = Isee ?><?cs if:r.isee ?>
<tr><td><?cs var:r.isee ?></td><td><?cs var:r.protocollo ?></td><td><?cs var:r.presentata ?></td><td><?cs var:r.vale_fino ?></td><td><?cs var:r.fonte ?></td><td><?cs var:r.servizio ?></td></tr><?cs /if ?><?cs /each ?></tbody></table>
<p>I valori si chiedono al servizio indicato.</p><?cs else ?><p>Nessun ISEE.</p><?cs /if ?>
<h2>4. Quali servizi hanno pratiche</h2>
<?cs if:Servizi.righe ?><table class="elenco"><thead><tr><th scope="col">Servizio</th><th scope="col">Che cosa</th><th scope="col">Dal</th><th scope="col">Aperte</th><th scope="col">Chiuse</th><th scope="col">Contenuto</th></tr></thead><tbody><?cs each:r = Servizi ?><?cs if:r.servizio ?>
<tr><td><?cs var:r.servizio ?><?cs if:r.telefono != "" ?><br>tel. <?cs var:r.telefono ?><?cs /if ?><?cs if:r.email != "" ?><br><?cs var:r.email ?><?cs /if ?></td><td><?cs var:r.cosa ?>: <?cs var:r.codici ?></td><td><?cs var:r.dal ?></td><td><?cs var:r.aperte ?></td><td><?cs var:r.chiuse ?></td><td>pagine di diario: <?cs var:r.pagine ?>; documenti: <?cs var:r.documenti ?></td></tr><?cs /if ?><?cs /each ?></tbody></table>
<p>Una copia dei documenti e delle pagine si chiede al servizio indicato.</p><?cs else ?><p>Nessun servizio ha pratiche da indicare.</p><?cs /if ?>
<h2>5. A chi sono stati comunicati</h2>
<?cs if:Comunicazioni.righe ?><table class="elenco"><thead><tr><th scope="col">A chi</th><th scope="col">Che cosa</th><th scope="col">Che cosa può fare</th><th scope="col">Dal</th><th scope="col">Al</th></tr></thead><tbody><?cs each:r = Comunicazioni ?><?cs if:r.a_chi ?>
<tr><td><?cs var:r.a_chi ?></td><td><?cs var:r.cosa ?></td><td><?cs var:r.come ?></td><td><?cs var:r.dal ?></td><td><?cs if:r.al != "" ?><?cs var:r.al ?><?cs else ?>in corso<?cs /if ?></td></tr><?cs /if ?><?cs /each ?></tbody></table><?cs else ?><p>Nessuna pratica è stata aperta ad altri servizi.</p><?cs /if ?>
<p>Le stampe e i documenti scaricati sono nell’elenco che segue, con il segno «copia».</p>
<h2>6. Che cosa è stato chiesto ad altri enti</h2>
<?cs if:Domande.righe ?><p>Con ogni domanda è partito il codice fiscale della persona.</p><table class="elenco"><thead><tr><th scope="col">Giorno</th><th scope="col">Ora</th><th scope="col">A chi</th><th scope="col">Perché</th><th scope="col">Ufficio</th><th scope="col">Esito</th></tr></thead><tbody><?cs each:r = Domande ?><?cs if:r.giorno ?>
<tr><td><?cs var:r.giorno ?></td><td><?cs var:r.ora ?></td><td><?cs var:r.a_chi ?></td><td><?cs var:r.perche ?></td><td><?cs var:r.ufficio ?></td><td><?cs var:r.esito ?></td></tr><?cs /if ?><?cs /each ?></tbody></table><?cs else ?><p>Nessuna domanda ad altri enti.</p><?cs /if ?>
<h2>7. Chi ha letto o scritto, e quando</h2>
<p>Ogni apertura resta in un registro che nessuno può cambiare. Qui sono raccolte per giorno e ufficio. I nomi degli operatori non sono indicati, perché non servono a controllare che il trattamento sia lecito; se hai un dubbio fondato su un accesso, chiedi una verifica.</p>
<?cs if:Letture.righe ?><table class="elenco"><thead><tr><th scope="col">Giorno</th><th scope="col">Ora</th><th scope="col">Ufficio</th><th scope="col">Ruolo</th><th scope="col">Che cosa</th><th scope="col">Volte</th></tr></thead><tbody><?cs each:r = Letture ?><?cs if:r.giorno ?>
<tr><td><?cs var:r.giorno ?></td><td><?cs var:r.ora_prima ?><?cs if:r.ora_ultima != r.ora_prima ?>-<?cs var:r.ora_ultima ?><?cs /if ?></td><td><?cs var:r.ufficio ?></td><td><?cs var:r.ruolo ?></td><td><?cs var:r.cosa ?><?cs if:r.uscita ?> <span class="marca">copia</span><?cs /if ?></td><td><?cs var:r.volte ?></td></tr><?cs /if ?><?cs /each ?></tbody></table><?cs else ?><p>Nessuna apertura nel registro.</p><?cs /if ?>
<h2>8. Perché, per quanto tempo, con quali diritti</h2>
<p>I dati servono ai compiti di assistenza sociale affidati dalla legge ai Comuni e all’Ambito (legge 328/2000; articoli 6 e 9 del GDPR; articolo 2-sexies del decreto legislativo 196/2003). Riguardano l’anagrafica, la situazione familiare, sociale ed economica e, quando serve all’aiuto, la salute.</p>
<p>Vengono dalla persona stessa, da chi la rappresenta, dagli altri servizi e dalle banche dati pubbliche. Si conservano per il tempo previsto dal piano di conservazione dell’ente. Nessuna decisione è presa da un programma senza una persona.</p>
<p>Si possono chiedere la correzione dei dati sbagliati, la cancellazione o la limitazione nei casi previsti dalla legge, e ci si può opporre. Ci si può rivolgere al responsabile della protezione dei dati dell’ente e fare reclamo al Garante per la protezione dei dati personali (www.garanteprivacy.it).</p>
<h2>9. Che cosa può restare fuori</h2>
<p>Il diritto di accesso non deve ledere i diritti di altre persone (articolo 15, paragrafo 4, del GDPR). Possono quindi mancare: il contenuto delle pagine di diario e gli appunti riservati di chi lavora; i nomi di chi ha segnalato una situazione; le pratiche che la legge o un giudice vogliono riservate; le pratiche di altre persone. Gli elenchi di risultati in cui compare un nome non sono contati uno per uno.</p>
<?cs include:"stampa/fine.cs" ?>
