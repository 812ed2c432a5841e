"""Sessions of psql that stay open, and the people and cases of the tests."""
import os
import re
import subprocess

PEOPLE = [('assistente', 1, False), ('capo', 2, True), ('amministrativo', 3, False)]


class Session:
    """One connection.  run() gives the rows of the last statement; `error` is the constraint, else the SQLSTATE, of what was refused."""

    def __init__(self, database):
        self.error = None
        self.psql = subprocess.Popen(['psql', '-X', '-q', '-A', '-t', '-F', '\t', '-h', os.environ['PGHOST'], '-U', 'postgres', '-d', database],
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, bufsize=1)
        self.run('\\set VERBOSITY verbose\nSET client_min_messages = error;')

    def run(self, text):
        self.psql.stdin.write(text + '\n\\echo #END\n')
        self.psql.stdin.flush()
        rows, noise = [], []
        self.error = None
        for line in self.psql.stdout:
            line = line.rstrip('\n')
            if line == '#END':
                break
            found = re.match(r'(?:ERROR|FATAL):  (\w{5}): (.*)', line)
            if found and not self.error:
                self.error, self.message = found.group(1), found.group(2)
            elif line.startswith('CONSTRAINT NAME:') and self.error:
                self.error = line.split(':')[1].strip()
            elif found or re.match(r'(DETAIL|CONTEXT|LOCATION|HINT|QUERY|SCHEMA NAME|TABLE NAME|COLUMN NAME|WARNING|LINE \d+)\b', line):
                noise.append(line)
            else:
                rows.append(line.split('\t'))
        else:
            self.error = 'gone'
        return rows

    def act(self, who, text):
        """A transaction of the program, as that operator; what it answered, or None where it was refused."""
        chi, dove, ruolo = self.ids[who]
        rows = self.run(f"BEGIN;\nSELECT set_config('t.x', coalesce(identita_stabilisci({chi}, {dove}, {ruolo}::smallint, false)::text, ''), true) \\g /dev/null\n"
                        f"SET LOCAL ROLE siz_web;\n{text};\nCOMMIT;")
        return None if self.error else rows

    def people(self):
        """Who acts: read once a session."""
        rows = self.run("SELECT o.username, o.id, a.servizio_id, a.ruolo FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username LIKE 'p.%';")
        self.ids = {name[2:]: (a, b, c) for name, a, b, c in rows}
        return self

    def end(self):
        self.psql.stdin.close()
        self.psql.wait()


def found(session):
    """A service with its people, and somebody to have cases."""
    session.run(f"""
INSERT INTO servizio (codice, denominazione, tipo) VALUES ('p_uno', 'Servizio uno', 'comune');
INSERT INTO operatore (username, email, cognome, nome) SELECT 'p.' || n, 'p.' || n || '@esempio.it', 'Prova', n FROM unnest(ARRAY{[n for n, _, _ in PEOPLE]}) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, responsabile, valida_dal)
SELECT o.id, v.id, x.r, x.c, current_date - 1 FROM (VALUES {', '.join(f"('{n}', {r}, {c})" for n, r, c in PEOPLE)}) x (n, r, c) JOIN operatore o ON o.username = 'p.' || x.n, servizio v WHERE v.codice = 'p_uno';
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_generico', 1, 'Prova', '') ON CONFLICT DO NOTHING;
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, creato_servizio_id) SELECT 'Prova', 'Ida', 'F', DATE '1950-02-03', 'NON_NOTO', v.id FROM servizio v WHERE v.codice = 'p_uno';
""")
    assert not session.error, session.message
    return session.people()


def new_case(session, inizio):
    rows = session.act('assistente', f"""INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, dati, modulo_id)
SELECT 'intervento_generico', max(s.id), '{inizio}', '{{"tipo": "GEN05"}}', (SELECT max(id) FROM modulo WHERE nome = 'intervento_generico') FROM soggetto s RETURNING id""")
    return int(rows[0][0])
