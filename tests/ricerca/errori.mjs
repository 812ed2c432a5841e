/*
 * Misspellings as people make them.  Knows nothing of the search: it works on the name as it is
 * written, with its own lists of what is confused with what.
 */
import { stranieri } from './nomi.mjs';

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const near = new Map();
rows.forEach((row, r) => [...row].forEach((key, k) => {
	const around = [row[k - 1], row[k + 1]];
	for (const other of [rows[r - 1], rows[r + 1]])
		if (other)
			around.push(other[k], other[k + (other === rows[r + 1] ? -1 : 1)]);
	near.set(key, around.filter(Boolean));
}));

/* One writing for another, as an Italian hears it. */
const heard = [['chi', 'ki'], ['che', 'ke'], ['ca', 'ka'], ['co', 'ko'], ['ki', 'chi'], ['k', 'c'], ['qu', 'cu'], ['cqu', 'qu'], ['j', 'i'], ['j', 'gi'], ['y', 'i'], ['ia', 'ja'], ['ghe', 'ge'], ['ghi', 'gi'],
	['sci', 'shi'], ['sce', 'she'], ['sh', 'sc'], ['sh', 'sci'], ['gn', 'ni'], ['gli', 'li'], ['mp', 'np'], ['mb', 'nb'], ['np', 'mp'], ['ph', 'f'], ['th', 't'], ['w', 'v'], ['x', 'ks'], ['z', 's'], ['tz', 'z'],
	['cie', 'ce'], ['gio', 'go'], ['cia', 'ca'], ['h', '']];

const plain = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '');

export function makers(roll) {
	const one = (list) => list[Math.floor(roll() * list.length)];
	const at = (word, from = 0) => from + Math.floor(roll() * (word.length - from));
	const put = (word, i, n, text) => word.slice(0, i) + text + word.slice(i + n);
	/* NULL where there is nothing to be mistaken */
	return {
		tasto(word) {
			const i = at(word), key = near.get(word[i].toLowerCase());
			return word.length >= 4 && key ? put(word, i, 1, one(key)) : null;
		},
		doppia(word) {
			const places = [...word.matchAll(/([bcdfglmnprstvz])\1/gi)];
			return places.length ? put(word, one(places).index, 1, '') : null;
		},
		raddoppio(word) {
			const places = [...word.matchAll(/(?<=[aeiou])[bcdfglmnprstvz](?=[aeiou])/gi)];
			if (!places.length)
				return null;
			const i = one(places).index;
			return put(word, i, 0, word[i].toLowerCase());
		},
		suono(word) {
			const fitting = heard.filter(([from]) => word.toLowerCase().includes(from));
			if (!fitting.length)
				return null;
			const [from, to] = one(fitting), i = word.toLowerCase().indexOf(from);
			return put(word, i, from.length, to);
		},
		scritto(word) {
			const way = [...stranieri.cognomi, ...stranieri.nomi].find((list) => list.length > 1 && list.includes(word));
			return way ? one(way.filter((other) => other !== word)) : null;
		},
		lettera(word) {
			return word.length >= 5 ? put(word, at(word, 1), 1, '') : null;
		},
		scambio(word) {
			const i = at(word, 1);
			return word.length >= 5 && i < word.length - 1 && word[i] !== word[i + 1] ? put(word, i, 2, word[i + 1] + word[i]) : null;
		},
		accento(word) {
			return plain(word) !== word ? plain(word) : null;
		},
		apostrofo(word) {
			return word.includes("'") ? one([word.replace("'", ''), word.replace("'", ' '), word.replace("'", '’')]) : null;
		},
		attaccato(word) {
			return word.includes(' ') ? word.replace(' ', '') : null;
		},
		particella(word) {
			const found = /^(?:D'|De |Di |Lo |La |Li |Del |Dell'|Della |Dall'|El |Ben )(.{4,})$/.exec(word);
			return found ? found[1] : null;
		},
		troncato(word) {
			return word.length >= 6 ? word.slice(0, word.length - 1 - Math.floor(roll() * 2)) : null;
		},
	};
}

/* What somebody types who looks for this person, and what was done to the name. */
export function misspell(person, roll) {
	const kinds = makers(roll), names = Object.keys(kinds);
	const words = [person.cognome, person.nome], done = [];
	const wanted = roll() < 0.25 ? 2 : 1;
	for (let attempts = 0; done.length < wanted && attempts < 60; attempts++) {
		const which = done.length ? 1 - done[0].which : Math.floor(roll() * 2), kind = names[Math.floor(roll() * names.length)];
		const changed = kinds[kind](words[which]);
		if (changed && changed.toLowerCase() !== words[which].toLowerCase()) {
			words[which] = changed;
			done.push({ which, kind });
		}
	}
	const swapped = roll() < 0.5;
	return { testo: (swapped ? [words[1], words[0]] : words).join(' '), come: done.map(({ kind }) => kind).join('+') + (swapped ? ', nome prima' : '') };
}

/* 03/07/1948 for 07/03/1948, where that is a day. */
export function swapDay(iso) {
	const [year, month, day] = iso.split('-');
	return Number(day) <= 12 && day !== month ? `${year}-${day}-${month}` : null;
}
