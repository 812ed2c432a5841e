<?cs include:"macro.cs" ?><?cs call:self_inizio() ?>
<div class="siz-colonne siz-colonne--lato pt-3 pb-5"><div class="siz-stretta"><h1>Nuova segnalazione</h1>
<?cs if:Persona.id ?><p>La segnalazione riguarda questa persona. Se i dati non sono giusti correggili prima nella sua scheda.</p>
<dl class="siz-riepilogo"><div><dt>Persona</dt><dd><a href="<?cs var:Persona.url ?>"><?cs var:Persona.nome ?></a></dd><dd><a href="/soggetti?scegli=soggetto&amp;ritorno=/self/nuova">Cambia<span class="visually-hidden"> persona</span></a></dd></div><div><dt>Data di nascita</dt><dd><?cs var:Persona.nascita ?></dd><dd></dd></div><div><dt>Codice fiscale</dt><dd><span class="siz-mono"><?cs call:mancante(Persona.codice_fiscale) ?></span></dd><dd></dd></div><div><dt>Residenza</dt><dd><?cs call:mancante(Persona.residenza) ?></dd><dd></dd></div></dl><?cs else ?>
<p>La segnalazione ha nove parti brevi. Si salva a ogni parte: puoi interrompere e riprendere entro 30 giorni.</p>
<p>Parte solo quando la rileggi e premi «Invia la segnalazione».</p><?cs /if ?>
<p>Prima di cominciare la persona, o chi la rappresenta, legge e firma l’<a href="/self/informativa">informativa privacy</a>.</p>
<form class="mt-4" action="/self/nuova" method="post"><?cs call:nascosti() ?><?cs if:Persona.id ?><input type="hidden" name="soggetto" value="<?cs var:Persona.id ?>"><?cs /if ?><button class="btn btn-primary" type="submit">Comincia la segnalazione</button> <a class="btn btn-link" href="/self">Annulla</a></form>
</div><?cs call:self_aiuto() ?></div>
<?cs call:self_fine() ?>
