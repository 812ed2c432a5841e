<?cs include:"stampa/inizio.cs" ?>
<table class="dati"><tbody>
<tr><th scope="row">Persona</th><td><?cs var:Persona.nome ?></td></tr>
<tr><th scope="row">Data di nascita</th><td><?cs var:Persona.data_nascita ?></td></tr>
<?cs if:Persona.codice_fiscale != "" ?><tr><th scope="row">Codice fiscale</th><td><?cs var:Persona.codice_fiscale ?></td></tr><?cs /if ?>
<?cs if:Persona.residenza_comune != "" ?><tr><th scope="row">Residenza</th><td><?cs if:Persona.residenza_indirizzo != "" ?><?cs var:Persona.residenza_indirizzo ?>, <?cs /if ?><?cs var:Persona.residenza_comune ?></td></tr><?cs /if ?>
<?cs if:Persona.data_decesso != "" ?><tr><th scope="row">Decesso</th><td><?cs var:Persona.data_decesso ?></td></tr><?cs /if ?>
</tbody></table>
<p>Contiene le pratiche che chi stampa può aprire nel servizio indicato in testa: altre possono esserci in altri servizi.</p>
<?cs include:"stampa/isee.cs" ?><h2>Indice</h2>
<?cs if:Fascicolo.pratiche ?><ol class="indice"><?cs each:p = Indice ?><li><a href="#pratica-<?cs var:p.id ?>"><?cs var:p.testo ?></a></li><?cs /each ?></ol><?cs else ?><p>Nessuna pratica che chi stampa può aprire.</p><?cs /if ?>
