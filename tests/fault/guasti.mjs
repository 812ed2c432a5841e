/*
 * FT-1 (workers killed), FT-2 (database killed), FT-3 (database stopped), each while four people save.
 */
import { chapter, end, is, ok } from '../http/client.mjs';
import { answers, check, database, healthy, parent, pause, postmaster, processes, reset, slowest, until, workers, writers } from './ledger.mjs';

const kill = (pid, signal) => { try { process.kill(pid, signal); } catch { /* gone by itself */ } };

await chapter('workers are killed', async () => {
	const people = await writers(4, 'W');
	let killed = 0;
	for (const end = Date.now() + 30000; Date.now() < end; await pause(200 + (killed * 37) % 200)) {
		const all = workers();
		if (all.length) {
			kill(all[killed % all.length], 'SIGKILL');
			killed++;
		}
	}
	for (const one of people)
		await one.end();
	ok(killed > 30, 'workers were killed', String(killed));
	check(`${killed} workers killed`);
	const took = [];
	for (let i = 0; i < 5; i++) {
		workers().forEach((pid) => kill(pid, 'SIGKILL'));
		took.push(await until(healthy, 10));
		await pause(300);
	}
	took.sort((a, b) => a - b);
	ok(took[2] <= 1000, 'with all of them killed, new ones answer within a second', took.join(' '));
});

await chapter('the database is killed', async () => {
	await until(healthy, 10);
	const before = workers().sort().join(' ');
	reset();
	const people = await writers(4, 'D');
	const back = [];
	for (let i = 0; i < 4; i++) {
		await pause(1500);
		kill(postmaster(), 'SIGKILL');
		await pause(300);
		ok(await until(database, 30) < 30000, `the database starts again, ${i + 1}`);
		back.push(await until(healthy, 10));
	}
	await pause(1000);
	for (const one of people)
		await one.end();
	check('database killed');
	ok(Math.max(...back) <= 5000, 'pages work again within 5 s after the database', back.join(' '));
	is(workers().sort().join(' '), before, 'without new workers');
	const busy = answers.filter((answer) => answer.status !== 0);
	ok(busy.length > 0, 'some saves met the fault');
	ok(busy.every((answer) => answer.status === 503), 'each was told 503', [...new Set(busy.map((answer) => answer.status))].join(' '));
	ok(busy.every((answer) => answer.ms <= 3000), 'within 3 s', String(Math.max(...busy.map((answer) => answer.ms))));
	const whole = busy.filter((answer) => /Quello che hai scritto è ancora qui/.test(answer.text));
	ok(whole.length === busy.length && whole.every((answer) => /value="Testo di Prova D\d-\d+"/.test(answer.text)), 'with what was typed, to be sent again',
		`${whole.length} of ${busy.length}: ${busy.find((answer) => !whole.includes(answer))?.text.slice(0, 400)}`);
});

await chapter('the database stands still', async () => {
	reset();
	const people = await writers(4, 'S');
	await pause(1000);
	const master = postmaster();
	const frozen = [master, ...processes((words, pid) => parent(pid) === master)];
	frozen.forEach((pid) => kill(pid, 'SIGSTOP'));
	await pause(10000);
	frozen.forEach((pid) => kill(pid, 'SIGCONT'));
	const back = await until(healthy, 20);
	await pause(1000);
	for (const one of people)
		await one.end();
	check('database stopped for 10 s');
	ok(slowest < 15000, 'no request hangs longer than 15 s', String(slowest));
	ok(back <= 5000, 'and pages work again within 5 s', String(back));
});

end();
