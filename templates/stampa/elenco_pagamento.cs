<?cs include:"stampa/inizio.cs" ?>
<table class="dati"><tbody>
<tr><th scope="row">Servizio</th><td><?cs var:Elenco.servizio ?></td></tr>
<tr><th scope="row">Oggetto</th><td><?cs var:Elenco.descrizione ?></td></tr>
<tr><th scope="row">Atto di liquidazione</th><td><?cs if:Elenco.atto != "" && ?Elenco.atto ?><?cs var:Elenco.atto ?><?cs else ?>non ancora inserito<?cs /if ?></td></tr>
<tr><th scope="row">Mandato</th><td><?cs if:Elenco.mandato != "" && ?Elenco.mandato ?><?cs var:Elenco.mandato ?><?cs else ?>non ancora inserito<?cs /if ?></td></tr>
<tr><th scope="row">Pagamenti</th><td><?cs var:Elenco.quanti ?></td></tr>
<tr><th scope="row">Totale</th><td><strong><?cs var:Elenco.totale ?></strong></td></tr>
</tbody></table>
<h2>Per finanziamento e impegno</h2>
<table class="elenco"><thead><tr><th scope="col">Finanziamento</th><th scope="col">Impegno</th><th scope="col">Pagamenti</th><th scope="col">Netto</th></tr></thead><tbody><?cs each:f = Fondi ?><?cs if:f.quanti ?>
<tr><td><?cs var:f.fondo ?></td><td><?cs var:f.impegno ?></td><td><?cs var:f.quanti ?></td><td><?cs var:f.netto ?></td></tr><?cs /if ?><?cs /each ?></tbody></table>
<h2>Pagamenti</h2>
<table class="elenco"><thead><tr><th scope="col">Persona</th><th scope="col">Codice fiscale</th><th scope="col">Intervento</th><th scope="col">Periodo</th><th scope="col">A chi, e come</th><th scope="col">Netto</th></tr></thead><tbody><?cs each:m = Movimenti ?><?cs if:m.id ?>
<tr><td><?cs var:m.titolare ?></td><td><?cs var:m.codice_fiscale ?></td><td><?cs var:m.codice ?><br><?cs var:m.tipo ?></td><td>dal <?cs var:m.periodo_dal ?><br>al <?cs var:m.periodo_al ?></td><td><?cs if:m.beneficiario != "" && ?m.beneficiario ?><?cs var:m.beneficiario ?><?cs else ?>La persona<?cs /if ?><?cs if:m.modalita != "" && ?m.modalita ?><br><?cs var:m.modalita ?><?cs /if ?><?cs if:m.iban != "" && ?m.iban ?><br><?cs var:m.iban ?><?cs /if ?></td><td><?cs var:m.netto ?><?cs if:m.stato == "R" ?><br><span class="marca">Reso</span><?cs /if ?></td></tr><?cs /if ?><?cs /each ?></tbody></table>
<div class="firme"><h2>Firma</h2><table class="firma"><tbody><tr><th scope="row">Il responsabile del servizio</th><td>Data</td><td>Firma</td></tr></tbody></table></div>
<?cs include:"stampa/fine.cs" ?>
