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

  /* Error summary takes the focus as soon as the page opens */
  var errori = $('.siz-errori');
  if (errori) errori.focus();

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
        .then(function () { return 'Bozza salvata alle ' + ora(); })
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
    var fine, torna, orologio;
    var conta = function (secondi) { fine = Date.now() + secondi * 1000; cartello.hidden = true; };
    var guarda = function () {
      var resta = Math.round((fine - Date.now()) / 1000), m = Math.ceil(resta / 60);
      if (resta > avviso) return;
      if (cartello.hidden) { torna = doc.activeElement; cartello.hidden = false; $('button', cartello).focus(); }
      if (resta <= 0) {
        clearInterval(orologio);
        cartello.textContent = 'La sessione è scaduta. Quello che hai scritto è nella bozza: ';
        var a = doc.createElement('a');
        a.href = '/accesso?ritorno=' + encodeURIComponent(location.pathname + location.search);
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
      /* the answer is the number of seconds that are left now */
      chiedi(e.target.action, { method: 'POST', body: new URLSearchParams(new FormData(e.target)) }).then(function (t) {
        conta(parseInt(t, 10) || scade);
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

  /* Several files with progress: <form data-carica="/.../documenti/pezzo"> POST of a piece at a time;
     a piece is asked again after a fault from where the server says it stands (header X-Ricevuti). */
  var PEZZO = 4 * 1024 * 1024;
  function pezzo(f, stato) {
    return new Promise(function (riuscito, fallito) {
      var x = new XMLHttpRequest(), url = new URL(f.dataset.carica, location.href), fino = Math.min(stato.da + PEZZO, stato.file.size);
      url.searchParams.set('nome', stato.file.name);
      url.searchParams.set('chiave', stato.chiave);
      url.searchParams.set('da', stato.da);
      url.searchParams.set('totale', stato.file.size);
      x.open('POST', url);
      x.setRequestHeader('X-Requested-With', 'fetch');
      x.setRequestHeader('X-Csrf', $('input[name="_csrf"]', f).value);
      x.setRequestHeader('Content-Type', 'application/octet-stream');
      x.upload.addEventListener('progress', function (e) { stato.barra.value = (stato.da + e.loaded) / Math.max(1, stato.file.size); });
      x.addEventListener('error', fallito);
      x.addEventListener('load', function () {
        var ricevuti = parseInt(x.getResponseHeader('X-Ricevuti'), 10);
        if (x.status >= 200 && x.status < 300) { stato.da = isNaN(ricevuti) ? fino : ricevuti; riuscito(); }
        else if (x.status === 409 && !isNaN(ricevuti)) { stato.da = ricevuti; riuscito(); }
        else if (x.status >= 500) fallito();
        else { stato.rifiuto = x.responseText || 'Il file non è stato accettato.'; riuscito(); }
      });
      x.send(stato.file.slice(stato.da, fino));
    });
  }
  function carica(f, stato, prove) {
    return pezzo(f, stato).then(function () {
      if (stato.rifiuto || stato.da >= stato.file.size) return;
      return carica(f, stato, 0);
    }, function () {
      if (prove >= 8) { stato.rifiuto = 'La connessione si è interrotta. Carica di nuovo il file: riprende da dove era.'; return; }
      return new Promise(function (poi) { setTimeout(poi, 1000 * Math.pow(2, prove)); }).then(function () { return carica(f, stato, prove + 1); });
    });
  }
  $$('form[data-carica]').forEach(function (f) {
    f.addEventListener('submit', function (e) {
      var scelti = $('input[type="file"]', f), lista = $('[data-carica-stato]', f), tutti = Array.prototype.slice.call(scelti.files);
      if (!tutti.length || !lista) return;
      e.preventDefault();
      lista.textContent = '';
      var rifiutati = 0;
      tutti.reduce(function (prima, file) {
        var riga = doc.createElement('li'), nome = doc.createElement('span'), barra = doc.createElement('progress');
        nome.className = 'siz-righe__testo';
        nome.textContent = file.name;
        barra.className = 'siz-avanzamento';
        barra.max = 1;
        barra.value = 0;
        barra.setAttribute('aria-label', 'Caricamento di ' + file.name);
        riga.appendChild(nome);
        riga.appendChild(barra);
        lista.appendChild(riga);
        /* the same file chosen again after a fault has the same key, hence resumes */
        var stato = { file: file, barra: barra, da: 0, chiave: [file.size, file.lastModified, file.name.length].join('-') };
        return prima.then(function () { return carica(f, stato, 0); }).then(function () {
          barra.remove();
          if (stato.rifiuto) { rifiutati++; nome.textContent = file.name + ': ' + stato.rifiuto; nome.className += ' siz-errore'; }
          else nome.textContent = file.name + ': caricato';
          annuncia(nome.textContent);
        });
      }, Promise.resolve()).then(function () { if (!rifiutati) location.reload(); });
    });
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
