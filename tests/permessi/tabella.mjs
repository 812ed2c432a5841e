/*
 * The table written by hand (attese.txt), as what it says: roles, acts, and for each kind and relation what
 * each role may.
 */
import { readFileSync } from 'node:fs';

/* {ruoli: [], azioni: Map(letter -> name), motivi: Map(name -> words), kind: Map(code -> {caso, motivo, righe: Map(relation -> [cell])})},
 * where a cell is {atti: Set of names, parola} or {motivo}.  What cannot be read is an error with its line. */
export function tabella(path) {
	const table = { ruoli: [], azioni: new Map(), motivi: new Map(), kind: new Map() }, parole = new Map();
	let block = null;
	const lines = readFileSync(path, 'utf8').split('\n');
	const cell = (word, at) => {
		if (word.startsWith('=') && table.motivi.has(word.slice(1)))
			return { motivo: word.slice(1) };
		if (!parole.has(word))
			throw new Error(`${path}:${at}: nobody knows the word ${word}`);
		return { parola: word, atti: parole.get(word) };
	};
	for (const [n, line] of lines.entries()) {
		const [head, ...rest] = line.replace(/(^|\s)#.*/, '').trim().split(/\s+/);
		if (!head)
			continue;
		if (line.startsWith('\t') && block === 'azioni')
			table.azioni.set(head, rest[0]);
		else if (line.startsWith('\t'))
			table.kind.get(block).righe.set(head, rest.map((word) => cell(word, n + 1)));
		else if (head === 'ruoli')
			table.ruoli = rest;
		else if (head === 'azioni')
			block = head;
		else if (head === 'parola')
			parole.set(rest[0], new Set([...rest[1]].filter((letter) => letter !== '-').map((letter) => table.azioni.get(letter))));
		else if (head === 'motivo')
			table.motivi.set(rest[0], rest.slice(1).join(' '));
		else if (head === 'kind') {
			block = rest[0];
			if (table.kind.has(block))
				throw new Error(`${path}:${n + 1}: ${block} has a block already`);
			const told = line.slice(line.indexOf(block) + block.length).trim();
			table.kind.set(block, told.startsWith('=') ? { motivo: told.slice(1), righe: new Map() } : { caso: JSON.parse(told), righe: new Map() });
		} else
			throw new Error(`${path}:${n + 1}: nobody knows ${head}`);
	}
	return table;
}
