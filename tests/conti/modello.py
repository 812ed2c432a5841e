"""The ledger as it should be, computed day by day with fractions: nothing here asks the functions under test."""
import calendar
from datetime import date, timedelta
from fractions import Fraction
from math import floor

DAY = timedelta(days=1)
MONTHS = {'M': 1, 'B': 2, 'T': 3, 'A': 12}
LIVE = 'PDALG'
# from, act, to: written by hand, from the requirements
STEPS = {('P', 'proponi'): 'D', ('P', 'annulla'): 'X', ('D', 'autorizza'): 'A', ('D', 'respingi'): 'P', ('D', 'ritira'): 'P', ('D', 'annulla'): 'X',
         ('A', 'revoca'): 'D', ('A', 'annulla'): 'X', ('G', 'rendi'): 'R'}


def cents(x):
    """Half up, in cents."""
    return floor(Fraction(x) + Fraction(1, 2))


def length(day):
    return calendar.monthrange(day.year, day.month)[1]


def add_months(day, n):
    month = day.year * 12 + day.month - 1 + n
    return date(month // 12, month % 12 + 1, 1)


def days(first, last):
    while first <= last:
        yield first
        first += DAY


def months(some, whole=False):
    if whole:
        return len({(d.year, d.month) for d in some})
    count = {}
    for d in some:
        count[d.year, d.month] = count.get((d.year, d.month), 0) + 1
    return sum((Fraction(n, calendar.monthrange(y, m)[1]) for (y, m), n in count.items()), Fraction(0))


def within(day, first, last):
    return first <= day and (last is None or day <= last)


class Case:
    def __init__(self, ident, inizio, today):
        self.id, self.inizio, self.today = ident, inizio, today
        self.stato, self.storia = 'A', []       # acts: (azione, date)
        self.sospensioni, self.decurtazioni, self.regole, self.altri = {}, {}, {}, {} # altri: what others bear
        self.quote, self.impegni = {}, {}       # fund -> cents; id -> dict
        self.fermi = {}                         # movements that are more than planned, by id
        self.costi, self.manuali = {}, {}       # planned ones of other origins: key or id -> dict
        self.cache = {}

    def active(self, day):
        if day not in self.cache:
            self.cache[day] = self.compute_active(day)
        return self.cache[day]

    def compute_active(self, day):
        if self.stato == 'X' or day < self.inizio:
            return False
        for n, (azione, quando) in enumerate(self.storia):
            after = self.storia[n + 1] if n + 1 < len(self.storia) else None
            if azione == 'sospendi' and quando <= day and (after is None or day < after[1] or after[0] == 'chiudi' and day == after[1]):
                return False
            if azione == 'chiudi' and quando < day and (after is None or day < after[1]):
                return False
        return not any(within(day, a, b) for a, b in self.sospensioni.values())

    def reduction(self, first, last, gross, always=False):
        paid = [d for d in days(first, last) if always or self.active(d)]
        taken = 0
        for a, b, amount, percent in self.decurtazioni.values():
            if not (a <= last and (b is None or b >= first)):
                continue
            if amount is not None:
                taken += amount
            elif paid:
                taken += cents(gross * Fraction(percent) / 100 * months([d for d in paid if within(d, a, b)]) / months(paid))
        return min(taken, gross)

    def pieces(self, ident):
        """(tranche, first, last, due, gross, movement that holds it) of a rule."""
        r = self.regole[ident]
        held = [(i, m) for i, m in self.fermi.items() if m['regola'] == ident]
        if r['cadenza'] in 'UR':
            for number, day, amount in ([(0, r['dal'], r['importo'])] if r['cadenza'] == 'U' else [(n, d, i) for n, (d, i) in sorted(r['tranche'].items())]):
                holder = [i for i, m in held if m['tranche'] == number]
                yield number, day, day, day, amount if self.active(day) else 0, min(holder) if holder else None
            return
        last = r['al'] or date(max(r['dal'].year, self.today.year), 12, 31)
        step, start = MONTHS[r['cadenza']], r['dal'].replace(day=1)
        while start <= last:
            after = add_months(start, step)
            first, end = max(start, r['dal']), min(after - DAY, last)
            final = add_months(start, step - 1)
            due = max(first, after - DAY if r['giorno'] is None else final.replace(day=min(r['giorno'], length(final))))
            owner = {}
            for i, m in held:
                for d in days(max(first, m['dal']), min(end, m['al'])):
                    owner[d] = i
            given, so_far, runs = 0, [], []
            for d in days(first, end):
                if not runs or runs[-1][0] != owner.get(d):
                    runs.append([owner.get(d), d, d])
                runs[-1][2] = d
            for who, a, b in runs:
                so_far += [d for d in days(a, b) if self.active(d)]
                total = cents(r['importo'] * Fraction(months(so_far, r['intero'])) / step)
                yield 0, a, b, due, total - given, who
                given = total
            start = after

    def plan(self):
        """What must be planned: key -> row; and what each held movement would be today."""
        wanted, today = {}, {i: 0 for i, m in self.fermi.items() if m['regola']}
        for ident in self.regole:
            for number, a, b, due, gross, holder in self.pieces(ident):
                if holder is not None:
                    today[holder] += gross
                elif gross > 0 and self.stato != 'X':
                    wanted['regola', ident, a, number] = dict(al=b, scadenza=due, lordo=gross, tolto=self.reduction(a, b, gross), anno=due.year, regola=ident)
        for key, m in self.costi.items():
            wanted[key] = dict(m, tolto=self.reduction(key[2], m['al'], m['lordo'], always=True))
        for ident, m in self.manuali.items():
            wanted['manuale', ident] = m
        for i, gross in today.items():
            m = self.fermi[i]
            net = gross - self.reduction(m['dal'], m['al'], gross)
            today[i] = None if net == m['netto'] else net
        return wanted, today

    def weight(self, what, ident, states=LIVE):
        return sum(m['netto'] for m in self.fermi.values() if m[what] == ident and m['stato'] in states)

    def place(self, candidates):
        """On which fund and commitment each of these is: (due, id, net, year) -> by id."""
        room_q = {f: q - sum(m['netto'] for m in self.fermi.values() if m['fondo'] == f and m['stato'] in LIVE and not (m['stato'] == 'D' and m['impegno'] is None)) for f, q in self.quote.items()}
        room_i = {i: c['importo'] - self.weight('impegno', i) for i, c in self.impegni.items()}
        placed = {}
        for due, ident, net in sorted(candidates):
            placed[ident] = (None, None)
            for i in sorted(self.impegni, key=lambda i: (self.impegni[i]['anno'], i)):
                f = self.impegni[i]['fondo']
                if self.impegni[i]['anno'] == due.year and room_i[i] >= net and room_q[f] >= net:
                    placed[ident] = (f, i)
                    room_i[i] -= net
                    room_q[f] -= net
                    break
            else:
                if len(self.quote) == 1:
                    f = next(iter(self.quote))
                    if room_q[f] >= net:
                        placed[ident] = (f, None)
                        room_q[f] -= net
        return placed

    def cost(self, movements, first, last):
        """Gross and net of these days, what each of the others bears, and what is left to the service; of movements (dal, al, gross, net)."""
        gross = net = 0
        parts = []                              # (days, net)
        for a, b, g, n in movements:
            whole = list(days(a, b))
            if a > last or b < first:
                continue
            before, until = [d for d in whole if d < first], [d for d in whole if d <= last]
            share = [cents(x * months(until) / months(whole)) - cents(x * months(before) / months(whole)) for x in (g, n)]
            gross += share[0]
            net += share[1]
            parts.append(([d for d in until if d >= first], share[1]))
        given, exact, borne = 0, Fraction(0), {}
        for ident, (a, b, amount, percent) in sorted(self.altri.items(), key=lambda x: (x[1][3] is None, x[0])):
            if a > last or b is not None and b < first:
                continue
            if percent is not None:
                exact += sum((n * Fraction(percent) / 100 * months([d for d in some if within(d, a, b)]) / months(some) for some, n in parts), Fraction(0))
                wanted = cents(exact) - given
            else:
                wanted = cents(amount * months({d for some, _ in parts for d in some if within(d, a, b)}))
            borne[ident] = min(wanted, net - given)
            given += borne[ident]
        return gross, net, borne, net - given
