<?cs include:"pagina_inizio.cs" ?>
<div class="siz-cont siz-corpo"><div class="siz-stretta pt-3 siz-pila">
<h1><?cs var:Pagina.titolo ?></h1>
<p>L’hai già inviata una volta, e quello che c’era scritto allora è salvato. Poi qualcosa è cambiato e l’hai inviata di nuovo, per esempio tornando indietro: <strong>questa seconda volta non è stata salvata</strong>, perché la stessa cosa non risulti due volte.</p>
<p>Apri quello che è salvato e correggi lì. Se invece sono due cose diverse, salva anche la seconda.</p>
<div class="siz-fila"><a class="btn btn-primary" href="<?cs var:Inviata.salvata ?>">Apri quello che è salvato</a><?cs if:Ripeti.azione ?>
<form action="<?cs var:Ripeti.azione ?>" method="post"><?cs each:c = Ripeti.campo ?><input type="hidden" name="<?cs var:c.nome ?>" value="<?cs var:c.valore ?>"><?cs /each ?><button class="btn btn-outline-primary" type="submit">Salva anche la seconda</button></form><?cs /if ?></div>
</div></div>
<?cs include:"pagina_fine.cs" ?>
