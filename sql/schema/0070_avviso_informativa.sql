-- What a person is told before something about them is sent to a call: obtainable before sending, to be read
-- and signed (GDPR art. 13 and 14).  The first text is of the law only; the Ambito writes its own.
ALTER TABLE avviso ADD COLUMN informativa text NOT NULL DEFAULT
'Chi tratta i dati. Titolare è l’ente del servizio che riceve la segnalazione o la domanda. Ai suoi recapiti si chiede tutto quello che riguarda i dati, anche di parlare con il responsabile della protezione dei dati.
Perché. I dati servono a valutare la segnalazione o la domanda e a offrire il sostegno chiesto: è un compito di interesse pubblico dei servizi sociali (Regolamento UE 2016/679, articolo 6, paragrafo 1, lettera e; per la salute e le altre categorie particolari di dati, articolo 9, paragrafo 2, lettere g e h; legge 328 del 2000).
Quali dati. Chi è la persona e come contattarla, studi, lavoro e condizioni di vita, quello che chi segnala scrive e allega. Se i dati li dà un altro ente, è quell’ente la loro fonte (articolo 14). Della salute si scrive solo quello che serve alla richiesta.
Chi li vede. Chi segnala, il servizio che riceve e chi lavora per loro. Con altri servizi se ne parla solo se la persona acconsente. Non si pubblicano e nessuna decisione è presa da una macchina.
Se non si danno. Senza i dati segnati come necessari, o senza questa informativa letta e firmata, la segnalazione non si può inviare. Il consenso a parlare con altri servizi è libero, e si può ritirare quando si vuole.
Quanto restano. Una bozza non inviata si cancella da sola. Quello che è stato inviato resta per i tempi di conservazione stabiliti dall’ente.
I diritti. La persona può chiedere quali dati ci sono e chi li ha letti, farli correggere, limitarne l’uso e opporsi (articoli da 15 a 21). Se pensa che i suoi dati siano usati male può rivolgersi al Garante per la protezione dei dati personali.'
  CONSTRAINT avviso_informativa CHECK (btrim(informativa) <> '');
