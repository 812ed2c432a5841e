/*
 * The search in the text of documents (DOC-09): each kind of file is read by the queue, found where its reader may
 * open it and nowhere else; hostile files cost little.
 */
import { deflateRawSync } from 'node:zlib';
import { Client, chapter, decode, end, is, ok, sql } from './client.mjs';

const clients = {};
for (const name of ['assistente.maleo', 'collega.maleo', 'assistente.lodi'])
	await (clients[name] = new Client()).login(name);
const maleo = clients['assistente.maleo'];
const person = sql("INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('Testo', 'Cercata', 'F', DATE '1950-02-03', 'NON_NOTO') RETURNING id");
const pratica = sql(`INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, dati, modulo_id, creato_da)
	SELECT 'intervento_generico', 'TES-${process.pid}', ${person}, v.id, o.id, 'A', current_date, '{}', (SELECT max(id) FROM modulo WHERE nome = 'intervento_generico'), o.id
	  FROM servizio v, operatore o WHERE v.codice = 'maleo' AND o.username = 'assistente.maleo' RETURNING id`);
const section = `/pratiche/${pratica}/documenti`;

/* A ZIP of parts; `said` may claim another size than the true one. */
function zip(parts) {
	const files = [], directory = [];
	let at = 0;
	for (const [name, content] of parts) {
		const data = Buffer.from(content), packed = deflateRawSync(data), head = Buffer.alloc(30), line = Buffer.alloc(46);
		head.writeUInt32LE(0x04034b50, 0); head.writeUInt16LE(20, 4); head.writeUInt16LE(8, 8);
		head.writeUInt32LE(packed.length, 18); head.writeUInt32LE(data.length, 22); head.writeUInt16LE(name.length, 26);
		line.writeUInt32LE(0x02014b50, 0); line.writeUInt16LE(20, 4); line.writeUInt16LE(20, 6); line.writeUInt16LE(8, 10);
		line.writeUInt32LE(packed.length, 20); line.writeUInt32LE(data.length, 24); line.writeUInt16LE(name.length, 28); line.writeUInt32LE(at, 42);
		files.push(head, Buffer.from(name), packed);
		directory.push(line, Buffer.from(name));
		at += 30 + name.length + packed.length;
	}
	const list = Buffer.concat(directory), tail = Buffer.alloc(22);
	tail.writeUInt32LE(0x06054b50, 0); tail.writeUInt16LE(parts.length, 8); tail.writeUInt16LE(parts.length, 10);
	tail.writeUInt32LE(list.length, 12); tail.writeUInt32LE(at, 16);
	return Buffer.concat([...files, list, tail]);
}
const types = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>";
const docx = (body) => zip([['[Content_Types].xml', types], ['word/document.xml', `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`]]);
/* A PDF of `pages` pages that all show the same content; a reader finds its objects without a table. */
const pdf = (text, pages = 1) => {
	const content = `BT /F1 12 Tf 10 50 Td (${text}) Tj ET`;
	return `%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count ${pages}/Kids[${[...Array(pages).keys()].map((i) => `${10 + i} 0 R`).join(' ')}]>>\nendobj\n`
		+ `4 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n5 0 obj\n<</Length ${content.length}>>\nstream\n${content}\nendstream\nendobj\n`
		+ [...Array(pages).keys()].map((i) => `${10 + i} 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 100]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>\nendobj\n`).join('')
		+ `trailer\n<</Root 1 0 R/Size ${10 + pages}>>\n%%EOF\n`;
};

async function outcome(name, content) {
	const answer = await maleo.upload(section, name, content);
	if (answer.status !== 303)
		throw new Error(`${name} was not taken (${answer.status})`);
	for (const until = Date.now() + 90000; Date.now() < until; await new Promise((go) => setTimeout(go, 100))) {
		const found = sql(`SELECT coalesce(t.esito, d.stato) FROM documento d LEFT JOIN documento_testo t ON t.documento_id = d.id AND t.esito <> 'da_leggere' WHERE d.pratica_id = ${pratica} AND d.nome_file = '${name}' AND (t.esito IS NOT NULL OR d.stato = 'rifiutato') ORDER BY d.id DESC LIMIT 1`);
		if (found)
			return found;
	}
	return 'never';
}
const hits = async (client, words) => decode((await client.get(`/cerca?q=${encodeURIComponent(words)}`)).text);

await chapter('each kind of file', async () => {
	is(await outcome('relazione.txt', 'Relazione sull’inserimento di Zaffirina'), 'letto', 'a text');
	is(await outcome('vecchio.txt', Buffer.from('Perch\xe9 la quercetana \xe8 qui', 'latin1')), 'letto', 'a text of Windows');
	is(await outcome('lettera.docx', docx('<w:p><w:r><w:t>Contributo per l’ab</w:t></w:r><w:r><w:t>bonamento ferroviario</w:t></w:r></w:p><w:p><w:r><w:t>smeraldino</w:t></w:r></w:p>')), 'letto', 'a Word document');
	is(await outcome('elenco.xlsx', zip([['[Content_Types].xml', types], ['xl/workbook.xml', '<w/>'], ['xl/sharedStrings.xml', '<sst><si><t>Topazietta</t></si><si><t>Seconda</t></si></sst>']])), 'letto', 'a spreadsheet');
	is(await outcome('verbale.odt', zip([['mimetype', 'application/vnd.oasis.opendocument.text'], ['content.xml', '<o:d xmlns:o="o" xmlns:text="t"><text:p>Verbale ametistino</text:p></o:d>']])), 'letto', 'an OpenDocument text');
	is(await outcome('atto.pdf', pdf('Decreto del giudice lapislazzulo')), 'letto', 'a PDF');
	is(await outcome('posta.eml', 'From: a@example.org\r\nSubject: Incontro\r\nContent-Type: text/plain\r\n\r\nParola spez=\r\nzata e citt=C3=A0 corallina\r\n\r\n' + `${'QUJD'.repeat(18)}\r\n`), 'letto', 'a message');
	is(await outcome('foto.png', Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082', 'hex')), 'senza_testo', 'a picture has no words');
	for (const [words, name] of [['zaffirina', 'relazione'], ['quercetana', 'vecchio'], ['abbonamento smeraldino', 'lettera'], ['topazietta', 'elenco'], ['ametistino', 'verbale'], ['lapislazzulo', 'atto'], ['spezzata corallina', 'posta']])
		ok((await hits(maleo, words)).includes(`/documenti/${sql(`SELECT id FROM documento WHERE pratica_id = ${pratica} AND oggetto = '${name}'`)}/scheda`), `«${words}» finds ${name}`);
	is(sql(`SELECT count(*) FROM documento_testo t JOIN documento d ON d.id = t.documento_id WHERE d.pratica_id = ${pratica} AND t.parole::text LIKE '%qujd%'`), '0', 'an attachment in base64 is no word');
});

await chapter('where it is found', async () => {
	const page = await hits(maleo, 'zaffirina');
	ok(/Documenti che contengono queste parole/.test(page) && page.includes(`TES-${process.pid}`) && page.includes('Cercata Testo'), 'the case and the person are said');
	ok(!/Relazione sull’inserimento/.test(page), 'no piece of the text is shown');
	ok(!(await maleo.get('/cerca/voci?q=zaffirina')).text.includes('/scheda'), 'not at every letter');
	ok((await hits(clients['collega.maleo'], 'zaffirina')).includes('/scheda'), 'a colleague of the service finds it');
	ok(!(await hits(clients['assistente.lodi'], 'zaffirina')).includes('/scheda'), 'another service does not');
	is((await hits(clients['assistente.lodi'], 'zaffirina')).match(/\d+ risultati/)?.[0], '0 risultati', 'nor a number of it');
	ok(/relazione\.txt/.test((await maleo.get(`${section}?cerca=zaffir`)).text) && !/atto\.pdf/.test((await maleo.get(`${section}?cerca=zaffir`)).text), 'in the section of the case');
	ok(/atto\.pdf/.test((await maleo.get(`${section}?cerca=atto`)).text), 'by its name, too');
	ok(/Nessun documento con questi filtri[^]*prova con meno parole/.test(decode((await maleo.get(`${section}?cerca=inesistente`)).text)), 'nothing: what to do');
	ok(/>relazione</.test((await maleo.get(`/soggetti/${person}/documenti?cerca=zaffirina`)).text) && !/>atto</.test((await maleo.get(`/soggetti/${person}/documenti?cerca=zaffirina`)).text), 'among the documents of the person');
	ok(!/>relazione</.test((await clients['assistente.lodi'].follow(await clients['assistente.lodi'].get(`/soggetti/${person}/documenti?cerca=zaffirina`))).text), 'but not for another service');
	is(sql(`SELECT count(*) FROM registro WHERE dettaglio::text LIKE '%zaffirina%' AND dettaglio::text LIKE '%documenti%'`) > 0, true, 'the register knows what was searched for');
	const mine = sql(`SELECT id FROM documento WHERE pratica_id = ${pratica} AND oggetto = 'relazione'`);
	await maleo.submit(`/documenti/${mine}/togli`, { motivo: 'Caricato per errore' }, await maleo.get(`/documenti/${mine}/togli`));
	ok(!(await hits(maleo, 'zaffirina')).includes('/scheda'), 'what was taken off is not found');
});

await chapter('tags', async () => {
	const id = sql(`SELECT id FROM documento WHERE pratica_id = ${pratica} AND oggetto = 'atto'`), card = `/documenti/${id}/scheda`;
	is((await maleo.submit(card, { etichette: ' Tribunale  di Lodi,scuola,, SCUOLA ,<b>x' }, await maleo.get(card))).status, 303, 'written in the card');
	is(sql(`SELECT string_agg(parola, '|' ORDER BY parola) FROM documento_etichetta WHERE documento_id = ${id}`), '<b>x|scuola|tribunale di lodi', 'one way, each once');
	const page = (await maleo.get(`${section}?etichetta=Scuola`)).text;
	ok(/atto\.pdf/.test(page) && !/verbale\.odt/.test(page), 'the list by tag');
	ok(/tribunale di lodi/.test(page) && !page.includes('<b>x'), 'shown, as text');
	ok(/>atto</.test((await maleo.get(`/soggetti/${person}/documenti?etichetta=scuola`)).text) && !/>verbale</.test((await maleo.get(`/soggetti/${person}/documenti?etichetta=scuola`)).text), 'and among those of the person');
	const other = sql(`SELECT id FROM documento WHERE pratica_id = ${pratica} AND oggetto = 'verbale'`);
	ok(/Già usate nel tuo servizio:[^]*scuola/.test(decode((await maleo.get(`/documenti/${other}/scheda`)).text)), 'suggested to the service');
	await maleo.submit(card, { etichette: 'scuola' }, await maleo.get(card));
	is(sql(`SELECT count(*) FROM documento_etichetta WHERE documento_id = ${id}`), '1', 'what is not there any more is gone');
});

await chapter('kind and expiry', async () => {
	sql(`UPDATE documento SET tipo = 'REL', scade_il = current_date + 10 WHERE pratica_id = ${pratica} AND oggetto = 'atto'`);
	sql(`UPDATE documento SET tipo = 'ID', scade_il = current_date - 1 WHERE pratica_id = ${pratica} AND oggetto = 'verbale'`);
	const seen = async (query) => {
		const page = await maleo.get(`${section}?${query}`);
		return `${page.status} ${['atto.pdf', 'verbale.odt', 'lettera.docx'].filter((name) => page.text.includes(name)).join(' ')}`;
	};
	is(await seen('tipo=REL'), '200 atto.pdf', 'one kind');
	is(await seen(`scade_entro=${sql('SELECT current_date')}`), '200 verbale.odt', 'what has expired');
	is(await seen(`scade_entro=${sql('SELECT current_date + 30')}`), '200 atto.pdf verbale.odt', 'and what will');
	is(await seen(`tipo=REL&scade_entro=${sql('SELECT current_date')}`), '200 ', 'both together');
	is(await seen('tipo=%27&scade_entro=2026-02-31'), '200 atto.pdf verbale.odt lettera.docx', 'nonsense filters nothing');
	ok(/non esiste|non è una data|giorno/.test(decode((await maleo.get(`${section}?scade_entro=2026-02-31`)).text)), 'and is said beside the field');
	const page = (await maleo.get(`${section}?tipo=REL&etichetta=scuola&ordine=-data`)).text;
	ok(page.includes(`${section}?tipo=REL&amp;etichetta=scuola&amp;ordine=nome`), 'sorting keeps the filters');
	ok(/<option value="REL" selected>/.test(page) && /name="etichetta" value="scuola"/.test(page) && /name="ordine" value="-data"/.test(page), 'and the filters say what they are and keep the order');
	ok(/scaduto il /.test((await maleo.get(section)).text), 'the list says what has expired');
	is(sql("SELECT count(*) > 0 FROM registro WHERE dettaglio ->> 'sezione' = 'documenti' AND dettaglio ->> 'tipo' = 'REL'"), 't', 'the register knows what was asked for');
});

await chapter('hostile files', async () => {
	const begun = Date.now();
	is(await outcome('infinito.pdf', pdf('Parole senza fine che si ripetono per non finire mai', 9000)), 'in_parte', 'a PDF without end is read in part');
	ok(Date.now() - begun < 60000, 'and soon');
	is(await outcome('bomba.docx', docx(`<w:p>${'a '.repeat(4 * 1024 * 1024)}</w:p>`)), 'senza_testo', 'a part of eight megabytes is not unpacked');
	ok(['non_letto', 'rifiutato', 'senza_testo'].includes(await outcome('rotto.pdf', '%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n')), 'a PDF in a circle ends');
	const deep = await outcome('profondo.docx', docx(`${'<w:p>'.repeat(5000)}x${'</w:p>'.repeat(5000)}`));
	ok(['senza_testo', 'non_letto'].includes(deep), 'XML of five thousand floors', deep);
	const bomb = zip([['[Content_Types].xml', types], ['word/document.xml', '<!DOCTYPE a [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document>&b; perla</w:document>']]);
	is(await outcome('entita.docx', bomb), 'senza_testo', 'entities are not looked at');
	is(await outcome('dopo.txt', 'dopo tutto questo turchesina'), 'letto', 'and the queue goes on');
});

await chapter('what was there before', async () => {
	sql(`UPDATE documento_testo SET regole = 0, parole = '', esito = 'da_leggere' WHERE documento_id IN (SELECT id FROM documento WHERE pratica_id = ${pratica})`);
	ok(Number(sql('SELECT documenti_da_leggere(1000)')) >= 5, 'asked for anew');
	for (const until = Date.now() + 60000; Date.now() < until && !(await hits(maleo, 'turchesina')).includes('/scheda');)
		await new Promise((go) => setTimeout(go, 300));
	ok((await hits(maleo, 'turchesina')).includes('/scheda'), 'and found again');
});
end();
