<?cs include:"guida_inizio.cs" ?><p><a href="/segnalazioni">Segnalazioni/Contatti</a> tiene traccia di chi passa dal servizio e di chi segnala un caso, a un collega o a un altro servizio.</p>
<h2>Un contatto in mezzo minuto</h2>
<ol><li>Apri <a href="/segnalazioni/nuova">Nuova segnalazione</a>, o parti dalla scheda della persona.</li>
<li>Scegli la persona, se sai chi è.</li>
<li>Scegli il motivo. Data e modello ci sono già.</li>
<li>Scrivi due righe e, se è già finita, l’esito: la segnalazione nasce chiusa.</li></ol>
<h2>Chi non è in anagrafe</h2>
<p>Lascia vuota la persona. In «Non è in anagrafe, o non dice tutto» scrivi quello che sai: anche niente. Dopo, dal Dettaglio, colleghi la segnalazione alla persona: SIZ propone chi le somiglia. Quello che era stato detto resta scritto. L’elenco ha il filtro «Solo contatti da collegare a una persona».</p>
<h2>Più motivi</h2>
<p>Il primo è quello prevalente. In «Altri motivi» ne aggiungi fino a tre. Ogni motivo ha il suo dettaglio.</p>
<h2>Una persona o un nucleo</h2>
<p>Con «Un nucleo» la segnalazione riguarda anche chi vive con la persona: accanto al Dettaglio vedi chi è oggi.</p>
<h2>I modelli e chi li riceve</h2>
<p>I modelli per l’Agenzia Lodigiana per l’Abitare (ALA), Grave Emarginazione Adulta e Disabilità e Inclusione assegnano la segnalazione a quel servizio appena la salvi. Puoi scegliere un altro servizio in «A quale servizio va».</p>
<p>Un altro servizio la apre solo se la persona ha dato il <a href="/guida/consensi">consenso</a>. Senza, la segnalazione è salvata ma non parte, e SIZ te lo dice.</p>
<h2>Prima della Commissione Casa</h2>
<p>Con il modello «Per ALA, prima della Commissione Casa» accanto al Dettaglio trovi i passi: persona, consenso, documenti, assegnazione ad ALA, seduta, esito. Il passo da fare adesso è un collegamento. I <a href="/guida/documenti">documenti attesi</a> che mancano o sono scaduti sono segnati.</p>
<h2>Chi la vede</h2>
<p>Chi lavora nel servizio e chi ha ricevuto l’assegnazione. Nel <a href="/guida/quadro">quadro riassuntivo</a> gli altri leggono solo che c’è, mai il motivo.</p>
<h2>E poi</h2>
<p>Un assistente sociale può <a href="/guida/prese-in-carico">prendere in carico</a> la persona con «Apri presa in carico»: quello che si sa già è copiato. La segnalazione si chiude con un esito. In <a href="/guida/collegamenti">Collegamenti</a> resta a che cosa ha portato.</p>
<?cs include:"guida_fine.cs" ?>
