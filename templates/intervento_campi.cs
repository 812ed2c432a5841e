<?cs # the fields of a generic intervention, laid out by hand: some values stand beside the fields ?><?cs call:modulo_conferme(Modulo) ?><fieldset class="siz-sez-modulo"><legend>Intervento</legend>
<div class="siz-modulo"><?cs call:campo(Modulo.campo.titolare) ?><?cs call:campo(Modulo.campo.tipo) ?><?cs call:campo_auto("Codice intervento", Intervento.codice, "3") ?><?cs call:campo_auto("Livello assistenza", Intervento.livello, "3") ?><?cs call:campo(Modulo.campo.istat) ?><?cs call:campo_auto("Stato corrente", Intervento.stato, "6") ?><?cs call:campo(Modulo.campo.data_inizio) ?><?cs call:campo(Modulo.campo.motivo_attivazione) ?><?cs call:campo(Modulo.campo.data_fine_prevista) ?><?cs if:Intervento.data_fine ?><?cs call:campo_auto("Data fine", Intervento.data_fine, "3") ?><?cs call:campo_auto("Motivo termine", Intervento.motivo_termine, "3") ?><?cs /if ?></div></fieldset>
<fieldset class="siz-sez-modulo"><legend>Collegamenti</legend>
<div class="siz-modulo"><?cs call:campo_auto("Presa in carico", "Nessuna presa in carico aperta", "6") ?><?cs call:campo_auto("Progetto", "Nessun progetto aperto", "6") ?></div></fieldset>
<fieldset class="siz-sez-modulo" id="psa"><legend>PSA per INPS</legend>
<div class="siz-modulo"><?cs call:campo(Modulo.campo.inps) ?><?cs call:campo(Modulo.campo.escludi_casellario) ?><?cs call:campo(Modulo.campo.motivo_esclusione) ?></div></fieldset>
<fieldset class="siz-sez-modulo" id="prot"><legend>Protocollo in ingresso</legend>
<div class="siz-modulo"><?cs call:campo(Modulo.campo.protocollo_numero) ?><?cs call:campo(Modulo.campo.protocollo_data) ?><?cs call:campo(Modulo.campo.richiesta_ufficio) ?></div></fieldset>
<fieldset class="siz-sez-modulo"><legend>Informazioni varie</legend>
<div class="siz-modulo"><?cs call:campo(Modulo.campo.familiari_conviventi) ?><?cs call:campo(Modulo.campo.codice_cliente) ?><?cs call:campo(Modulo.campo.note) ?></div></fieldset>
