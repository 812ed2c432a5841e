<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><section class="siz-riquadro" aria-labelledby="t-ev">
<div class="siz-riquadro__capo"><h2 id="t-ev">Eventi</h2><?cs if:Pratica.scrive ?><a class="btn btn-outline-primary" href="/pratiche/<?cs var:Pratica.id ?>/eventi/nuovo"><?cs call:icona("it-plus") ?> Aggiungi un evento</a><?cs /if ?></div><?cs
if:Eventi.righe ?><ol class="siz-storia"><?cs set:Anno_ora = "" ?><?cs each:r = Eventi ?><?cs if:r.id ?><?cs if:r.anno != Anno_ora ?><?cs set:Anno_ora = r.anno ?>
<li class="siz-storia__anno"><?cs var:r.anno ?></li><?cs /if ?>
<li class="siz-storia__voce" id="evento-<?cs var:r.id ?>"><time datetime="<?cs var:r.data_iso ?>"><?cs var:r.data ?></time><span class="siz-storia__segno<?cs if:!r.futuro && !r.oggi ?> siz-storia__segno--chiusa<?cs /if ?>"><?cs call:icona("it-calendar") ?></span>
<div><div class="siz-storia__capo"><h3><?cs var:r.titolo ?></h3><?cs if:r.oggi ?><?cs call:tag("Oggi", "ok", "") ?><?cs elif:r.futuro ?><?cs call:tag("In programma", "info", "") ?><?cs /if ?></div>
<p class="mb-0 siz-piccolo siz-tenue"><?cs if:r.ora != "" ?>alle <?cs var:r.ora ?> · <?cs /if ?><?cs if:r.tipo != "" ?><?cs var:r.tipo ?> · <?cs /if ?><?cs if:r.luogo != "" ?><?cs var:r.luogo ?> · <?cs /if ?>inserito da <?cs var:r.autore ?></p><?cs if:r.note != "" ?>
<p class="mb-0 siz-testo-righe"><?cs var:r.note ?></p><?cs /if ?><?cs if:r.promemoria != "" ?>
<p class="mb-0 siz-piccolo"><?cs if:r.promemoria_dato ?>Promemoria mandato il <?cs var:r.promemoria ?><?cs else ?>Promemoria il <?cs var:r.promemoria ?><?cs /if ?></p><?cs /if ?><?cs if:Pratica.scrive ?>
<div class="siz-fila siz-piccolo siz-no-stampa"><a href="/pratiche/<?cs var:Pratica.id ?>/eventi/<?cs var:r.id ?>/modifica">Modifica<span class="visually-hidden"> <?cs var:r.titolo ?></span></a>
<details><summary>Togli<span class="visually-hidden"> <?cs var:r.titolo ?></span></summary><form action="/pratiche/<?cs var:Pratica.id ?>/eventi/<?cs var:r.id ?>/togli" method="post"><?cs call:nascosti() ?><p class="mb-1">L’evento e il suo promemoria spariscono. Resta traccia nella storia.</p><button class="btn btn-outline-primary btn-xs" type="submit">Togli l’evento</button></form></details></div><?cs /if ?></div></li><?cs /if ?><?cs /each ?></ol><?cs else ?>
<div class="siz-vuoto"><h3>Nessun evento</h3><p>Qui stanno appuntamenti, udienze, verifiche e scadenze, con un promemoria.<?cs if:Pratica.scrive ?> Aggiungi il primo con il modulo di questa pagina.<?cs /if ?></p></div><?cs /if ?>
</section></div></div></div>
<?cs include:"pagina_fine.cs" ?>
