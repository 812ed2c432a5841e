<?cs # a case on paper, whatever its kind ?><table class="dati"><tbody>
<tr><th scope="row">Persona</th><td><?cs var:Pratica.titolare ?></td></tr>
<?cs if:Pratica.nascita != "" ?><tr><th scope="row">Data di nascita</th><td><?cs var:Pratica.nascita ?></td></tr><?cs /if ?>
<?cs if:Pratica.codice_fiscale != "" ?><tr><th scope="row">Codice fiscale</th><td><?cs var:Pratica.codice_fiscale ?></td></tr><?cs /if ?>
<tr><th scope="row"><?cs var:Pratica.kind ?></th><td><?cs var:Pratica.tipo ?></td></tr>
<tr><th scope="row">Stato</th><td><?cs var:Pratica.stato ?></td></tr>
<tr><th scope="row">Servizio</th><td><?cs var:Pratica.servizio ?></td></tr>
<tr><th scope="row">Operatore di riferimento</th><td><?cs var:Pratica.riferimento ?></td></tr>
<tr><th scope="row">Data di inizio</th><td><?cs var:Pratica.inizio ?></td></tr>
<?cs if:Pratica.motivo_attivazione != "" ?><tr><th scope="row">Motivo di attivazione</th><td><?cs var:Pratica.motivo_attivazione ?></td></tr><?cs /if ?>
<?cs if:Pratica.fine_prevista != "" ?><tr><th scope="row">Fine prevista</th><td><?cs var:Pratica.fine_prevista ?></td></tr><?cs /if ?>
<?cs if:Pratica.fine != "" ?><tr><th scope="row">Data di fine</th><td><?cs var:Pratica.fine ?></td></tr><tr><th scope="row">Motivo del termine</th><td><?cs var:Pratica.motivo_termine ?></td></tr><?cs /if ?>
</tbody></table>
<h2>Dettaglio</h2>
<?cs each:g = Modulo.gruppo ?><?cs set:Gruppo_scritto = "" ?><?cs each:c = g.campo ?><?cs if:c.parole != "" && ?c.parole && c.nome != "titolare" ?><?cs if:Gruppo_scritto == "" ?><?cs set:Gruppo_scritto = "1" ?><?cs if:g.titolo != "" ?><h3><?cs var:g.titolo ?></h3><?cs /if ?><table class="dati"><tbody><?cs /if ?>
<tr><th scope="row"><?cs var:c.etichetta ?></th><td class="righe"><?cs var:c.parole ?></td></tr><?cs /if ?><?cs /each ?><?cs if:Gruppo_scritto == "1" ?></tbody></table><?cs /if ?><?cs /each ?>
<?cs include:"stampa/progetto_obiettivi.cs" ?><?cs include:"stampa/valutazione_parti.cs" ?><?cs if:Stati.righe ?><h2>Stati</h2>
<table class="elenco"><thead><tr><th scope="col">Dal</th><th scope="col">Stato</th><th scope="col">Motivo</th><th scope="col">Chi</th></tr></thead><tbody><?cs each:r = Stati ?><?cs if:r.id ?>
<tr><td><?cs var:r.data ?></td><td><?cs var:r.stato ?></td><td><?cs var:r.motivo ?></td><td><?cs var:r.chi ?></td></tr><?cs /if ?><?cs /each ?></tbody></table><?cs /if ?>
<?cs if:Catena.righe ?><h2>Collegamenti</h2>
<table class="elenco"><thead><tr><th scope="col">Pratica</th><th scope="col">Che cosa è</th><th scope="col">Stato</th><th scope="col">Dal</th><th scope="col">Servizio</th></tr></thead><tbody><?cs each:r = Catena ?><?cs if:r.id ?>
<tr><td><?cs if:r.prima ?>Viene da<?cs else ?>Ha portato a<?cs /if ?> <?cs var:r.codice ?></td><td><?cs var:r.titolo ?></td><td><?cs var:r.stato ?></td><td><?cs var:r.data_inizio ?></td><td><?cs var:r.servizio ?></td></tr><?cs /if ?><?cs /each ?></tbody></table><?cs /if ?>
<?cs if:Assegnazioni.righe ?><h2>Assegnazioni</h2>
<table class="elenco"><thead><tr><th scope="col">A chi</th><th scope="col">Dal</th><th scope="col">Al</th><th scope="col">Che cosa può fare</th></tr></thead><tbody><?cs each:r = Assegnazioni ?><?cs if:r.id ?>
<tr><td><?cs if:r.operatore != "" ?><?cs var:r.operatore ?>, <?cs /if ?><?cs var:r.servizio ?></td><td><?cs var:r.valida_dal_data ?></td><td><?cs if:r.terminata_il != "" ?><?cs var:r.terminata_il_data ?><?cs else ?><?cs var:r.valida_al ?><?cs /if ?></td><td><?cs if:r.rifiutata ?>Rifiutata<?cs elif:r.sola_lettura ?>Legge<?cs else ?>Legge e modifica<?cs /if ?></td></tr><?cs /if ?><?cs /each ?></tbody></table><?cs /if ?>
<?cs include:"stampa/schede.cs" ?><?cs if:Significativi.righe ?><h2>Soggetti significativi</h2>
<table class="elenco"><thead><tr><th scope="col">Chi è</th><th scope="col">Nome</th><th scope="col">Contatti</th><th scope="col">Atto</th></tr></thead><tbody><?cs each:r = Significativi ?><?cs if:r.id ?>
<tr><td><?cs var:r.tipo ?></td><td><?cs var:r.nome ?></td><td><?cs var:r.telefono ?><?cs if:r.telefono != "" && r.email != "" ?>, <?cs /if ?><?cs var:r.email ?></td><td><?cs var:r.atto ?><?cs if:r.atto_data != "" ?> del <?cs var:r.atto_data ?><?cs /if ?></td></tr><?cs /if ?><?cs /each ?></tbody></table><?cs /if ?>
<?cs if:Eventi.righe ?><h2>Eventi</h2>
<table class="elenco"><thead><tr><th scope="col">Data</th><th scope="col">Ora</th><th scope="col">Evento</th><th scope="col">Luogo</th><th scope="col">Note</th></tr></thead><tbody><?cs each:r = Eventi ?><?cs if:r.id ?>
<tr><td><?cs var:r.data ?></td><td><?cs var:r.ora ?></td><td><?cs var:r.titolo ?><?cs if:r.tipo != "" ?> (<?cs var:r.tipo ?>)<?cs /if ?></td><td><?cs var:r.luogo ?></td><td class="righe"><?cs var:r.note ?></td></tr><?cs /if ?><?cs /each ?></tbody></table><?cs /if ?>
<?cs if:Documenti.righe ?><h2>Documenti</h2>
<table class="elenco"><thead><tr><th scope="col">Data</th><th scope="col">Oggetto</th><th scope="col">Tipo</th><th scope="col">Nome del file</th></tr></thead><tbody><?cs each:r = Documenti ?><?cs if:r.id ?>
<tr><td><?cs var:r.data ?></td><td><?cs var:r.oggetto ?></td><td><?cs var:r.tipo ?></td><td><?cs var:r.nome_file ?></td></tr><?cs /if ?><?cs /each ?></tbody></table><?cs /if ?>
<?cs if:Richieste.righe ?><h2>Richieste</h2>
<table class="elenco"><thead><tr><th scope="col">Numero</th><th scope="col">Che cosa</th><th scope="col">A chi</th><th scope="col">Stato</th><th scope="col">Ultima risposta</th></tr></thead><tbody><?cs each:r = Richieste ?><?cs if:r.id ?>
<tr><td><?cs var:r.codice ?>, <?cs var:r.chiesta_il_data ?></td><td><?cs var:r.tipo ?>: <?cs var:r.oggetto ?> (<?cs var:r.chi ?>)</td><td><?cs var:r.destinatario ?></td><td><?cs var:r.stato ?></td><td class="righe"><?cs var:r.risposta ?></td></tr><?cs /if ?><?cs /each ?></tbody></table><?cs /if ?>
<?cs if:Equipe.righe ?><h2>Équipe</h2>
<table class="elenco"><thead><tr><th scope="col">Équipe</th><th scope="col">Dal</th><th scope="col">Al</th><th scope="col">Chi ne fa parte</th></tr></thead><tbody><?cs each:r = Equipe ?><?cs if:r.id ?>
<tr><td><?cs var:r.nome ?></td><td><?cs var:r.valida_dal ?></td><td><?cs var:r.valida_al ?></td><td><?cs var:r.membri ?></td></tr><?cs /if ?><?cs /each ?></tbody></table><?cs /if ?>
<?cs include:"stampa/isee.cs" ?><?cs if:Diario.righe ?><h2>Diario</h2><?cs each:r = Diario ?><?cs if:r.id ?>
<div class="voce"><h3><?cs var:r.oggetto ?><?cs if:r.privata ?> <span class="marca">Privata</span><?cs /if ?></h3>
<p class="tenue"><?cs var:r.data ?><?cs if:r.tipo != "" ?> · <?cs var:r.tipo ?><?cs /if ?> · <?cs var:r.autore ?>, <?cs var:r.servizio ?></p>
<?cs if:r.testo != r.oggetto ?><p class="righe"><?cs var:r.testo ?></p><?cs /if ?></div><?cs /if ?><?cs /each ?><?cs /if ?>
