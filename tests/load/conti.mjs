/*
 * The ledger: 100,000 movements planned by one job of the queue, from the act that asks for them to the last.
 */
import { figure, say, sql } from './lib/bench.mjs';

const WANTED = 100000;
/* Rules without movements, on open cases of one service, twelve months each: what a new year brings to a large one. */
const service = sql("SELECT id FROM servizio WHERE codice = 'maleo'");
sql(`SET session_replication_role = replica;
	DELETE FROM regola_pagamento WHERE descrizione = 'Carico';
	INSERT INTO regola_pagamento (pratica_id, dal, al, cadenza, importo, descrizione, creato_da)
	SELECT p.id, date_trunc('year', current_date) + interval '1 year', date_trunc('year', current_date) + interval '2 years' - interval '1 day', 'M', 100, 'Carico', p.creato_da
	  FROM (SELECT id, creato_da FROM pratica WHERE servizio_id = ${service} AND kind = 'intervento_economico' AND stato = 'A' ORDER BY id) p,
	       generate_series(1, ${Math.ceil(WANTED / 12)} / greatest(1, (SELECT count(*) FROM pratica WHERE servizio_id = ${service} AND kind = 'intervento_economico' AND stato = 'A')) + 1)
	 LIMIT ${Math.ceil(WANTED / 12)}`);
const [operator, role] = sql(`SELECT a.operatore_id, a.ruolo FROM appartenenza a JOIN ruolo_permesso r ON r.ruolo = a.ruolo AND r.permesso = 'CONTI_SCRIVI'
	WHERE a.servizio_id = ${service} AND a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date LIMIT 1`).split('|');
const begun = performance.now();
const id = sql(`BEGIN; SELECT identita_stabilisci(${operator}, ${service}, ${role}::smallint, false); SELECT generazione_avvia((date_trunc('year', current_date) + interval '2 years')::date); COMMIT`)
	.trim().split('\n').at(-1);
let state, steps = new Set();
do {
	await new Promise((resolve) => setTimeout(resolve, 250));
	state = sql(`SELECT stato, fatte, pratiche, movimenti FROM generazione_movimenti WHERE id = ${id}`).split('|');
	steps.add(state[1]);
} while (state[0] === 'in_corso' && performance.now() - begun < 900000);
const seconds = (performance.now() - begun) / 1000;
if (state[0] !== 'fatta' || Number(state[3]) < WANTED)
	throw new Error(`the job ended as ${state.join(' ')}`);
say(`${state[3]} movements of ${state[1]} cases in ${seconds.toFixed(0)} s, seen under way at ${steps.size} points`);
figure(`${WANTED} movements by one job`, `${seconds.toFixed(0)} s`, { wanted: '<= 300 s', reached: seconds <= 300, noise: `${Math.round(state[3] / seconds)} a second` });
figure('its progress is seen under way', `${steps.size} points`, { wanted: '>= 5', reached: steps.size >= 5 });
process.exit(0);
