/*
 * siz.js - comfort only. Without this file everything still works: search is a GET form,
 * menus are <details>, drawers open with an #anchor, a form saves with its button.
 * No dependencies, no style attributes, nothing in localStorage: drafts live on the server.
 */
(function () {
  'use strict';
  var doc = document, html = doc.documentElement;
  var $ = function (s, r) { return (r || doc).querySelector(s); };
  var $$ = function (s, r) { return Array.prototype.slice.call((r || doc).querySelectorAll(s)); };
  html.classList.add('js');

  var voce = doc.createElement('div');
  voce.className = 'visually-hidden';
  voce.setAttribute('role', 'status');
  doc.body.appendChild(voce);
  function annuncia(t) { voce.textContent = ''; setTimeout(function () { voce.textContent = t; }, 50); }
  function ora() { return new Date().toLocaleTimeString('it-IT', { hour: '2-digit', minute: '2-digit' }); }
  /* Our requests say that they are ours: the server then answers a fragment, or plainly an error */
  function chiedi(url, scelte) {
    scelte = scelte || {};
    scelte.headers = { 'X-Requested-With': 'fetch' };
    scelte.credentials = 'same-origin';
    return fetch(url, scelte).then(function (r) { if (!r.ok || r.redirected) throw r; return r.text(); });
  }

  /* ?stampa=1: the page is there to be printed */
  if (doc.body.hasAttribute('data-stampa')) window.addEventListener('load', function () { window.print(); });

  /* Error summary takes the focus as soon as the page opens */
  var errori = $('.siz-errori');
  if (errori) errori.focus();

  /* A form that only carries a message to the SPID provider goes by itself */
  var invio = $('form.siz-invio');
  if (invio) invio.submit();

  /* <details> menus: one open at a time, Esc and outside click close */
  function chiudiMenu(tranne) {
    $$('details.siz-menu[open], details.siz-spid[open]').forEach(function (d) { if (d !== tranne) d.open = false; });
  }
  doc.addEventListener('click', function (e) { chiudiMenu(e.target.closest('details.siz-menu, details.siz-spid')); });
  doc.addEventListener('keydown', function (e) {
    if (e.key !== 'Escape') return;
    var d = e.target.closest && e.target.closest('details.siz-menu[open]');
    chiudiMenu();
    if (d) $('summary', d).focus();
  });

  /* Drawers (menu, filters, sections) on small screens */
  $$('a.siz-apri').forEach(function (a) {
    var c = $(a.getAttribute('href'));
    if (!c) return;
    a.setAttribute('role', 'button');
    a.setAttribute('aria-expanded', 'false');
    function apri(si) {
      c.classList.toggle('aperto', si);
      a.setAttribute('aria-expanded', String(si));
      if (si) { var f = $('input, select, a', c); if (f) f.focus(); } else a.focus();
    }
    a.addEventListener('click', function (e) { e.preventDefault(); apri(!c.classList.contains('aperto')); });
    a.addEventListener('keydown', function (e) { if (e.key === ' ') { e.preventDefault(); a.click(); } });
    c.addEventListener('keydown', function (e) { if (e.key === 'Escape' && c.classList.contains('aperto')) apri(false); });
    $$('.siz-chiudi', c).forEach(function (b) { b.addEventListener('click', function (e) { e.preventDefault(); apri(false); }); });
  });

  /* Something is being prepared ([data-attesa] = its address): look again until it is there */
  var attesa = $('[data-attesa]');
  function riguarda() {
    chiedi(attesa.getAttribute('data-attesa')).then(function (t) {
      attesa.innerHTML = t;
      if ($('.siz-tag--attesa', attesa)) return setTimeout(riguarda, 1500);
      annuncia($('.siz-tag', attesa).textContent);
    }).catch(function () { setTimeout(riguarda, 5000); });
  }
  if (attesa) setTimeout(riguarda, 1000);

  /* Scrollable regions are tab stops only when there is something to scroll */
  function aree() {
    $$('.siz-scorri[role="region"]').forEach(function (a) {
      if (a.scrollWidth > a.clientWidth) a.tabIndex = 0; else a.removeAttribute('tabindex');
    });
  }
  aree();
  window.addEventListener('resize', aree);

  /* Show password, copy, select all: the buttons are hidden where there is no script */
  $$('[data-mostra], [data-copia]').forEach(function (b) { if (b.dataset.mostra || navigator.clipboard) b.hidden = false; });
  doc.addEventListener('click', function (e) {
    var b = e.target.closest('[data-mostra], [data-copia]');
    if (!b) return;
    if (b.dataset.mostra) {
      var p = doc.getElementById(b.dataset.mostra), vedi = p.type === 'password';
      p.type = vedi ? 'text' : 'password';
      b.setAttribute('aria-pressed', String(vedi));
      b.textContent = vedi ? 'Nascondi' : 'Mostra';
    } else if (navigator.clipboard) {
      navigator.clipboard.writeText(b.dataset.copia).then(function () { annuncia('Copiato: ' + b.dataset.copia); });
    }
  });
  doc.addEventListener('change', function (e) {
    if (!e.target.matches('[data-tutte]')) return;
    $$('input[type="checkbox"]').forEach(function (c) { if (c.name === e.target.dataset.tutte) c.checked = e.target.checked; });
  });

  /* A choice on which other fields depend (data-aggiorna holds its name): the page comes back with them by itself */
  $$('[data-aggiorna]').forEach(function (c) {
    var b = $('button', c), campo = b.form.elements[c.dataset.aggiorna];
    c.hidden = true;
    campo.addEventListener('change', function () { b.click(); });
  });

  /* Fields shown by another field's value: data-se-campo, data-se-valore (the server ignores hidden ones) */
  function condizioni(f) {
    $$('[data-se-campo]', f).forEach(function (c) {
      var v = new FormData(f).getAll(c.dataset.seCampo);
      c.hidden = v.indexOf(c.dataset.seValore) < 0;
    });
  }
  $$('form').forEach(function (f) {
    if (!$('[data-se-campo]', f)) return;
    condizioni(f);
    f.addEventListener('change', function () { condizioni(f); });
  });

  /* Search everywhere: Ctrl+K (Cmd+K). data-fonte="/cerca/voci" returns the <a role="option">
     items already filtered and authorised; values are escaped by the template. */
  var tav = $('#tavolozza'), campo = tav && $('input', tav), elenco = tav && $('[role="listbox"]', tav), giro = 0;
  function voci() { return $$('[role="option"]', elenco); }
  function scegli(o) {
    voci().forEach(function (v) { v.setAttribute('aria-selected', String(v === o)); });
    if (o) { campo.setAttribute('aria-activedescendant', o.id); o.scrollIntoView({ block: 'nearest' }); }
    else campo.removeAttribute('aria-activedescendant');
  }
  function filtra() {
    var n = ++giro; /* an answer that comes after a later question is thrown away */
    chiedi(tav.dataset.fonte + '?q=' + encodeURIComponent(campo.value.trim())).then(function (t) {
      if (n !== giro) return;
      elenco.innerHTML = t;
      scegli(voci()[0]);
      annuncia(voci().length + ' risultati');
    }).catch(function () { if (n === giro) { elenco.textContent = ''; annuncia('La ricerca non risponde. Premi Invio nel campo in alto.'); } });
  }
  function apriTav() {
    if (!tav || tav.open) return;
    chiudiMenu();
    tav.showModal();
    campo.value = '';
    filtra();
    campo.focus();
  }
  if (tav && tav.showModal) {
    var attesa;
    campo.addEventListener('input', function () { clearTimeout(attesa); attesa = setTimeout(filtra, 150); });
    campo.addEventListener('keydown', function (e) {
      var v = voci(), i = v.findIndex(function (o) { return o.getAttribute('aria-selected') === 'true'; });
      if (e.key === 'ArrowDown') { e.preventDefault(); scegli(v[(i + 1) % v.length]); }
      else if (e.key === 'ArrowUp') { e.preventDefault(); scegli(v[(i - 1 + v.length) % v.length]); }
      else if (e.key === 'Enter') { e.preventDefault(); if (v[i]) v[i].click(); }
    });
    tav.addEventListener('click', function (e) { if (e.target === tav) tav.close(); });
    doc.addEventListener('keydown', function (e) {
      if ((e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey && e.key.toLowerCase() === 'k') { e.preventDefault(); apriTav(); }
    });
    var c0 = $('.siz-cerca input');
    /* pointer only: opening on focus or while typing would change context (WCAG 3.2.1, 3.2.2) */
    if (c0) c0.addEventListener('click', function (e) { if (e.detail && !c0.value) apriTav(); });
  }

  /* Forms with a draft: data-bozza="/bozze/...". Written 2 s after the last key, at least every
     15 s while typing, and when the page goes away. Passwords and files stay out. */
  function senzaSegreti(f) {
    var dati = new URLSearchParams(), tolti = $$('input[type="password"], input[type="file"]', f).map(function (i) { return i.name; });
    new FormData(f).forEach(function (v, k) { if (typeof v === 'string' && tolti.indexOf(k) < 0) dati.append(k, v); });
    return dati;
  }
  $$('form[data-bozza]').forEach(function (f) {
    var stato = $('.siz-salva__stato', f), sporco = false, partito = false, ultimo = Date.now(), t;
    function scrivi() {
      clearTimeout(t);
      if (!sporco || partito) return;
      sporco = false;
      ultimo = Date.now();
      if (stato) stato.textContent = 'Salvo la bozza…';
      chiedi(f.dataset.bozza, { method: 'POST', body: senzaSegreti(f) })
        .then(function (r) {
          var v = f.elements._versione, esito = /^\{/.test(r) ? JSON.parse(r) : {};
          if (esito.salvata === false) return 'Bozza non salvata: hai salvato questa parte in un’altra finestra. Salva per vedere i due testi.';
          if (v && esito.versione) v.value = esito.versione;
          return 'Bozza salvata alle ' + ora();
        })
        .catch(function () { sporco = true; return 'Bozza non salvata: controlla la connessione. Riprovo tra poco.'; })
        .then(function (m) { if (stato) stato.textContent = m; });
    }
    f.addEventListener('input', function () {
      sporco = true;
      clearTimeout(t);
      t = setTimeout(scrivi, Date.now() - ultimo > 13000 ? 0 : 2000);
    });
    setInterval(scrivi, 15000);
    f.addEventListener('keydown', function (e) { if ((e.ctrlKey || e.metaKey) && e.key === 'Enter') { e.preventDefault(); f.requestSubmit(); } });
    f.addEventListener('submit', function () { partito = true; });
    window.addEventListener('pageshow', function () { partito = false; });
    window.addEventListener('pagehide', function () { if (sporco && !partito && navigator.sendBeacon) { navigator.sendBeacon(f.dataset.bozza, senzaSegreti(f)); sporco = false; } });
    window.addEventListener('beforeunload', function (e) { if (sporco && !partito) { scrivi(); e.preventDefault(); } });
  });

  /* The session: <body data-scade="seconds">, warning 5 minutes before, drafts written in time */
  var scade = parseInt(doc.body.dataset.scade, 10), avviso = parseInt(doc.body.dataset.avviso, 10) || 300, cartello = $('#scadenza');
  if (cartello && scade > 0) {
    var fine, torna, orologio, chiesto = 0;
    var conta = function (secondi) { fine = Date.now() + secondi * 1000; cartello.hidden = true; };
    var guarda = function () {
      var resta = Math.round((fine - Date.now()) / 1000), m = Math.ceil(resta / 60);
      if (resta > avviso) return;
      /* another window may have been used meanwhile: the server knows; asking is no activity */
      if (Date.now() - chiesto > 25000) {
        chiesto = Date.now();
        chiedi('/sessione/stato').then(function (t) {
          var s = JSON.parse(t);
          if (s.scade_tra > avviso) conta(s.scade_tra); else { fine = Date.now() + s.scade_tra * 1000; guarda(); }
        }).catch(guarda);
        return;
      }
      if (cartello.hidden) {
        torna = doc.activeElement;
        cartello.hidden = false;
        /* who is writing keeps the cursor: what is typed must not press a button */
        if (torna && torna.matches('input, textarea, select')) annuncia('Tra ' + m + (m === 1 ? ' minuto' : ' minuti') + ' la sessione scade. Per restare premi «Resta collegato», in fondo alla pagina.');
        else $('button', cartello).focus();
      }
      if (resta <= 0) {
        clearInterval(orologio);
        cartello.textContent = 'La sessione è scaduta. Quello che hai scritto è nella bozza: ';
        var a = doc.createElement('a');
        a.href = '/accesso?scaduta=1&ritorno=' + encodeURIComponent(location.pathname + location.search);
        a.textContent = 'accedi di nuovo e torni qui';
        cartello.appendChild(a);
        return;
      }
      $('#scadenza-minuti', cartello).textContent = m === 1 ? '1 minuto' : m + ' minuti';
    };
    conta(scade);
    orologio = setInterval(guarda, 10000);
    guarda();
    $('form', cartello).addEventListener('submit', function (e) {
      e.preventDefault();
      chiedi(e.target.action, { method: 'POST', body: new URLSearchParams(new FormData(e.target)) }).then(function (t) {
        conta(JSON.parse(t).scade_tra);
        if (torna && torna.focus) torna.focus();
        annuncia('Resti collegato.');
      }).catch(function () { e.target.submit(); });
    });
  }

  /* Likely doubles while typing: <div data-suggerimenti="/soggetti/simili" data-campi="cognome nome">
     inside the form; the fragment replaces its content */
  $$('[data-suggerimenti]').forEach(function (zona) {
    var f = zona.closest('form'), t, n = 0, nomi = (zona.dataset.campi || '').split(' ');
    if (!f) return;
    f.addEventListener('input', function (e) {
      if (zona.dataset.campi && nomi.indexOf(e.target.name) < 0) return;
      clearTimeout(t);
      t = setTimeout(function () {
        var q = new URLSearchParams(), qui = ++n;
        senzaSegreti(f).forEach(function (v, k) { if (v && (!zona.dataset.campi || nomi.indexOf(k) >= 0)) q.append(k, v); });
        chiedi(zona.dataset.suggerimenti + '?' + q).then(function (h) { if (qui === n) zona.innerHTML = h; }).catch(function () {});
      }, 400);
    });
  });

  /* Several files with progress: [data-carica="/documenti/carica?pratica=1"] holds a file input, a
     list [data-carica-stato] and, elsewhere, [data-carica-elenco=its id] gets data-elenco anew.
     One request begins (or finds again what was interrupted), then pieces of 4 MiB; after a fault
     the server is asked where to go on. */
  var PEZZO = 4 * 1024 * 1024;
  function gettone() { var c = $('input[name="_csrf"]'); return c ? c.value : ''; }
  function attendi(ms) { return new Promise(function (poi) { setTimeout(poi, ms); }); }
  /* Settles with {stato, testo, json}; fails only if no answer came, or one that may be another later */
  function manda(url, corpo, avanza) {
    return new Promise(function (riuscito, fallito) {
      var x = new XMLHttpRequest();
      x.open('POST', url);
      x.setRequestHeader('X-Requested-With', 'fetch');
      x.setRequestHeader('X-CSRF-Token', gettone());
      x.setRequestHeader('Content-Type', 'application/octet-stream');
      if (avanza) x.upload.addEventListener('progress', avanza);
      x.addEventListener('error', fallito);
      x.addEventListener('abort', fallito);
      x.addEventListener('load', function () {
        var tipo = x.getResponseHeader('Content-Type') || '', json = null;
        if (x.status >= 500 && x.status !== 507) { fallito(); return; }
        if (tipo.indexOf('json') > 0) { try { json = JSON.parse(x.responseText); } catch (e) { fallito(); return; } }
        riuscito({ stato: x.status, json: json, testo: tipo.indexOf('text/plain') === 0 ? x.responseText : '' });
      });
      x.send(corpo);
    });
  }
  function perche(r) {
    if (r.testo) return r.testo;
    if (r.stato === 401) return 'La sessione è scaduta. Accedi di nuovo e carica lo stesso file: riprende da dove era.';
    if (r.stato === 507) return 'Non c’è spazio per altri documenti. Avvisa l’assistenza.';
    return 'Il file non è stato accettato. Ricarica la pagina e riprova.';
  }
  function comincia(zona, file) {
    var url = new URL(zona.dataset.carica, location.href), tipo = $('[name="tipo"]', zona), data = $('[name="data"]', zona);
    url.searchParams.set('nome', file.name);
    url.searchParams.set('byte', file.size);
    url.searchParams.set('segno', file.lastModified + '-' + file.size);
    if (tipo && tipo.value) url.searchParams.set('tipo', tipo.value);
    if (data && data.value) url.searchParams.set('data', data.value);
    return url;
  }
  function punto(stato) {
    return chiedi('/documenti/' + stato.documento + '/arrivo').then(function (t) {
      var j = JSON.parse(t);
      stato.da = j.da;
      stato.finito = j.finito;
    });
  }
  function passo(zona, stato) {
    if (!stato.documento) {
      return manda(comincia(zona, stato.file), null).then(function (r) {
        if (!r.json) { stato.rifiuto = perche(r); return; }
        stato.documento = r.json.documento;
        stato.da = r.json.da;
      });
    }
    var fino = Math.min(stato.da + PEZZO, stato.file.size);
    return manda('/documenti/carica?documento=' + stato.documento + '&da=' + stato.da, stato.file.slice(stato.da, fino), function (e) {
      stato.barra.value = (stato.da + e.loaded) / Math.max(1, stato.file.size);
    }).then(function (r) {
      if (!r.json) { stato.rifiuto = perche(r); return; }
      if (r.stato === 409 && r.json.da === stato.da) throw r; /* counts as a fault: not for ever */
      stato.da = r.json.da;
      stato.finito = r.json.finito;
    });
  }
  function carica(zona, stato, prove) {
    if (stato.rifiuto || stato.finito) return Promise.resolve();
    return passo(zona, stato).then(function () { return carica(zona, stato, 0); }, function () {
      if (prove >= 8) { stato.rifiuto = 'La connessione si è interrotta. Scegli di nuovo lo stesso file: riprende da dove era.'; return null; }
      return attendi(1000 * Math.pow(2, prove)).then(function () { return stato.documento ? punto(stato).catch(function () {}) : null; })
        .then(function () { return carica(zona, stato, prove + 1); });
    });
  }
  function riga(lista, file) {
    var li = doc.createElement('li'), nome = doc.createElement('span'), barra = doc.createElement('progress');
    nome.className = 'siz-righe__testo';
    nome.textContent = file.name;
    barra.className = 'siz-avanzamento';
    barra.max = 1;
    barra.value = 0;
    barra.setAttribute('aria-label', 'Caricamento di ' + file.name);
    li.appendChild(nome);
    li.appendChild(barra);
    lista.appendChild(li);
    return { nome: nome, barra: barra };
  }
  function unFile(zona, lista, file) {
    var r = riga(lista, file), stato = { file: file, barra: r.barra, da: 0, documento: 0, finito: false };
    return carica(zona, stato, 0).then(function () {
      r.barra.remove();
      r.nome.textContent = '«' + file.name + '»: ' + (stato.rifiuto || 'caricato.');
      if (stato.rifiuto) r.nome.classList.add('siz-errore');
      annuncia(r.nome.textContent);
    });
  }
  $$('[data-carica]').forEach(function (zona) {
    var scelta = $('input[type="file"]', zona), lista = $('[data-carica-stato]', zona), coda = Promise.resolve();
    var elenco = $('[data-carica-elenco="' + zona.id + '"]'), bottone = $('button[type="submit"]', zona), attivi = 0;
    function avvia(tutti) {
      Array.prototype.forEach.call(tutti, function (file) {
        attivi++;
        coda = coda.then(function () { return unFile(zona, lista, file); }).then(function () {
          attivi--;
          if (!elenco) return null;
          return chiedi(zona.dataset.elenco).then(function (t) { elenco.innerHTML = t; aree(); }).catch(function () {});
        });
      });
      scelta.value = '';
    }
    /* with the script a file is sent as soon as it is chosen: nothing is left to press */
    if (bottone) bottone.hidden = true;
    scelta.addEventListener('change', function () { avvia(scelta.files); });
    zona.addEventListener('dragover', function (e) { if (e.dataTransfer.types.indexOf('Files') >= 0) e.preventDefault(); });
    zona.addEventListener('drop', function (e) { if (e.dataTransfer.files.length) { e.preventDefault(); avvia(e.dataTransfer.files); } });
    window.addEventListener('beforeunload', function (e) { if (attivi) e.preventDefault(); });
  });

  /* Single-key shortcuts: only when switched on in the preferences (WCAG 2.1.4) */
  if (doc.body.dataset.tasti === 'si') {
    var righe = $$('.siz-tabella tbody tr'), qui = -1, g = 0;
    var mete = { h: '/', s: '/soggetti', i: '/interventi/generici', a: '/agenda', d: '/domande' };
    doc.addEventListener('keydown', function (e) {
      if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest('input, textarea, select, dialog, [contenteditable]')) return;
      if (g && Date.now() - g < 1000 && mete[e.key]) { location.href = mete[e.key]; return; }
      g = 0;
      if (e.key === 'g') g = Date.now();
      else if (e.key === '/') { e.preventDefault(); apriTav(); }
      else if (e.key === 'j' || e.key === 'k') {
        qui = Math.max(0, Math.min(righe.length - 1, qui + (e.key === 'j' ? 1 : -1)));
        var l = righe[qui] && $('a', righe[qui]);
        if (l) l.focus();
      }
    });
  }
})();
