<?cs include:"pagina_inizio.cs" ?><?cs # a name; where it was searched its pieces, those that were searched marked ?><?cs
def:pezzi(p, testo) ?><?cs if:subcount(p) == #0 ?><?cs var:testo ?><?cs /if ?><?cs each:z = p ?><?cs if:z.segno ?><mark><?cs var:z.testo ?></mark><?cs else ?><?cs var:z.testo ?><?cs /if ?><?cs /each ?><?cs /def ?><div class="siz-cont siz-corpo">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1><span class="siz-tenue"><?cs var:Elenco.conteggio ?></span></div>
<div class="siz-fila"><a class="btn btn-outline-primary siz-apri" href="#ricerca"><?cs call:icona("it-funnel") ?> Filtri</a><?cs call:stampa() ?>
<?cs if:Ricerca.scegli ?><a class="btn btn-link" href="<?cs var:Ricerca.ritorno ?>">Annulla la scelta</a><?cs /if ?>
<?cs if:Elenco.nuovo ?><a class="btn btn-primary" href="<?cs var:Elenco.nuovo ?>"><?cs call:icona("it-plus") ?> Nuovo soggetto</a><?cs /if ?></div></div>
<div class="siz-colonne siz-colonne--ricerca">
<form class="siz-riquadro siz-fissa siz-cassetto" id="ricerca" action="/soggetti" method="get" role="search" aria-labelledby="t-ric">
<div class="siz-riquadro__capo"><h2 id="t-ric">Ricerca</h2><a class="siz-chiudi" href="#contenuto">Chiudi</a></div>
<div class="siz-riquadro__corpo siz-modulo">
<?cs if:Ricerca.scegli ?><input type="hidden" name="scegli" value="<?cs var:Ricerca.scegli ?>"><input type="hidden" name="ritorno" value="<?cs var:Ricerca.ritorno ?>"><?cs /if ?>
<div class="siz-campo"><label for="f-q">Cerca</label><span class="siz-aiuto" id="a-q">Nome e cognome anche scritti male, anno o data di nascita, codice, parte del codice fiscale</span><input type="text" id="f-q" name="q" value="<?cs var:Ricerca.q ?>" maxlength="100" autocomplete="off" aria-describedby="a-q"></div>
<div class="siz-campo"><label for="f-cf">Codice fiscale</label><span class="siz-aiuto" id="a-cf">Bastano i primi caratteri</span><input class="siz-mono" type="text" id="f-cf" name="cf" value="<?cs var:Ricerca.cf ?>" maxlength="24" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="a-cf"></div>
<div class="siz-campo"><label for="f-cognome">Cognome</label><input type="text" id="f-cognome" name="cognome" value="<?cs var:Ricerca.cognome ?>" maxlength="100" autocomplete="off"></div>
<div class="siz-campo"><label for="f-nome">Nome</label><input type="text" id="f-nome" name="nome" value="<?cs var:Ricerca.nome ?>" maxlength="100" autocomplete="off"></div>
<div class="siz-campo<?cs if:Ricerca.nascita_errore ?> siz-campo--errore<?cs /if ?>"><label for="f-nascita">Data di nascita</label><?cs if:Ricerca.nascita_errore ?><p class="siz-errore" id="e-nascita"><?cs call:icona("it-error") ?><span><span class="visually-hidden">Errore: </span><?cs var:Ricerca.nascita_errore ?></span></p><?cs /if ?><input type="text" id="f-nascita" name="nascita" value="<?cs var:Ricerca.nascita ?>" inputmode="numeric" placeholder="gg/mm/aaaa" maxlength="20" autocomplete="off"<?cs if:Ricerca.nascita_errore ?> aria-invalid="true" aria-describedby="e-nascita"<?cs /if ?>></div>
<div class="siz-campo"><label for="f-comune">Comune di residenza</label><select id="f-comune" name="comune"><option value="">Tutti</option><?cs each:k = Ricerca.comuni ?><?cs if:k.id ?><option value="<?cs var:k.id ?>"<?cs if:k.scelto ?> selected<?cs /if ?>><?cs var:k.testo ?></option><?cs /if ?><?cs /each ?></select></div>
<div class="siz-campo siz-opzione"><input type="checkbox" id="f-deceduti" name="deceduti" value="1"<?cs if:Ricerca.deceduti ?> checked<?cs /if ?>><label for="f-deceduti">Mostra anche le persone decedute</label></div>
<div class="siz-campo siz-fila"><button class="btn btn-primary" type="submit">Cerca</button><a class="btn btn-link" href="<?cs var:Ricerca.azzera ?>">Azzera</a></div></div>
</form>
<div class="siz-pila"><?cs if:Ricerca.scegli ?><div class="siz-nota"><p>Scegli la persona: torni al modulo con quello che avevi scritto.</p></div><?cs /if ?><?cs call:filtri(Filtri) ?>
<div class="siz-riquadro"><?cs if:Soggetti.righe ?>
<div class="siz-scorri" role="region" aria-label="Soggetti, tabella scorrevole"><table class="siz-tabella siz-tabella--schede">
<caption class="visually-hidden">Soggetti trovati</caption>
<?cs call:tabella_testa(Colonne) ?>
<tbody><?cs each:r = Soggetti ?><?cs if:r.id && !r.unita ?>
<tr><td class="via siz-num"><?cs var:r.codice ?></td>
<th scope="row" class="primo"><a href="/soggetti/<?cs var:r.id ?>"><?cs call:pezzi(r.cognome_pezzo, r.cognome) ?><span class="visually-hidden"> <?cs var:r.nome ?></span></a></th>
<td data-nome="Nome"><?cs call:pezzi(r.nome_pezzo, r.nome) ?><?cs if:r.perche ?><small><?cs var:r.perche ?></small><?cs /if ?><?cs if:r.anche ?><small>anche: <?cs var:r.anche ?></small><?cs /if ?></td>
<td class="via"><abbr title="<?cs var:r.sesso_testo ?>"><?cs var:r.sesso ?></abbr></td>
<td data-nome="Nascita"><?cs var:r.data_nascita ?><?cs if:r.eta != "" && ?r.eta ?> <span class="siz-tenue">(<?cs var:r.eta ?>)</span><?cs /if ?></td>
<td data-nome="Codice fiscale"><?cs if:r.codice_fiscale != "" ?><span class="siz-mono"><?cs var:r.codice_fiscale ?></span><?cs elif:r.codice_stp != "" ?><span class="siz-mono"><?cs var:r.codice_stp ?></span><?cs else ?><span class="siz-tenue">manca</span><?cs /if ?></td>
<td data-nome="Residenza"><?cs call:mancante(r.residenza_comune) ?><?cs if:r.residenza_indirizzo ?><small><?cs var:r.residenza_indirizzo ?></small><?cs /if ?></td>
<td<?cs if:r.data_decesso != "" ?> data-nome="Decesso"<?cs else ?> class="via"<?cs /if ?>><?cs var:r.data_decesso ?></td>
<td class="angolo"><?cs each:t = r.tag ?><?cs call:tag(t.testo, t.tipo, "") ?> <?cs /each ?><?cs if:r.scegli ?><a class="btn btn-outline-primary btn-xs" href="<?cs var:r.scegli ?>">Scegli<span class="visually-hidden">: <?cs var:r.cognome ?> <?cs var:r.nome ?></span></a><?cs /if ?></td></tr><?cs /if ?><?cs /each ?>
</tbody></table></div>
<?cs call:pagine(Pagine) ?><?cs else ?><?cs call:vuoto(Vuoto) ?><?cs /if ?></div>
<?cs include:"anpr_offri.cs" ?>
<?cs if:Elenco.nuovo ?><div class="siz-nota"><p>Non trovi la persona? Prova con il solo codice fiscale o con la data di nascita. Se non c’è, <a href="<?cs var:Elenco.nuovo ?>">inseriscila a mano</a>.</p></div><?cs /if ?>
</div></div></div>
<?cs include:"pagina_fine.cs" ?>
