<?cs include:"guida_inizio.cs" ?><h2>Il programma</h2>
<p>SIZ è software libero, con licenza <a href="https://eupl.eu/1.2/it/" rel="noreferrer">EUPL-1.2</a>: si può usare, studiare, modificare e ridistribuire alle sue condizioni. È fornito senza garanzie.</p>
<h2>Parti di altri</h2>
<p lang="en">This product includes software developed by the Neotonic Software Corporation. (http://www.neotonic.com/).</p>
<ul><li>ClearSilver, i modelli delle pagine: la licenza chiede la frase qui sopra.</li>
<li>Bootstrap Italia, la grafica: licenza BSD a tre clausole, Presidenza del Consiglio dei Ministri.</li>
<li>Titillium Web, il carattere: SIL Open Font License 1.1.</li>
<li>Roboto Mono, il carattere dei codici: Apache License 2.0.</li>
<li>PostgreSQL, nginx, libsodium, curl, qpdf, libxml2, libmagic, jansson e liboath vengono da Debian, ciascuno con la sua licenza.</li></ul>
<h2>I dati pubblici</h2>
<p>Comuni, Stati e prestazioni hanno le loro licenze: <a href="/guida/fonti-dei-dati">Fonti dei dati</a>.</p>
<h2>Uso del servizio</h2>
<p>SIZ è per il lavoro dei servizi sociali. L’utenza è personale: quello che si fa con essa resta scritto a suo nome.</p>
<?cs include:"guida_fine.cs" ?>
