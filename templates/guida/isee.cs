<?cs include:"guida_inizio.cs" ?><p>L’ISEE si inserisce una volta per nucleo e si ritrova nella scheda di ogni componente, sezione «ISEE».</p>
<h2>Chi lo vede</h2>
<p>Solo chi apre una pratica di una persona del nucleo. Gli altri vedono la persona, ma non i suoi dati economici.</p>
<h2>Leggerlo dal file</h2>
<p>Scarica l’XML dell’attestazione dal portale INPS e caricalo. Vedi i valori e il nucleo, poi premi «Salva questi ISEE». L’attestazione deve nominare la persona della scheda.</p>
<p>Un’attestazione può contenere più ISEE: ordinario, minorenni, università. Ognuno è una riga.</p>
<h2>Inserirlo a mano</h2>
<p>Servono tipo, valore, protocollo della DSU e data di presentazione. Una DSU vale fino al 31 dicembre dell’anno in cui è presentata.</p>
<p>Se scrivi anche ISR, ISP, ISE e scala di equivalenza, SIZ controlla che i conti tornino.</p>
<h2>Il nucleo dell’ISEE</h2>
<p>In «Nuclei» della persona, sotto i due nuclei, trovi chi è scritto nell’attestazione, disegnato, con chi manca rispetto al nucleo anagrafico. Lo vede solo chi può vedere l’ISEE.</p>
<h2>Le scadenze</h2>
<p>In <a href="/isee">Scadenze degli ISEE</a> trovi quelli che scadono entro 30 giorni, gli scaduti e i nuclei che ne hanno bisogno e non l’hanno. Trenta giorni prima chi segue la pratica riceve una notifica, se il nucleo non ha già un ISEE più recente dello stesso tipo, nella scheda di qualunque componente. Nell’ultima settimana l’ISEE è tra le sue <a href="/scadenze">Scadenze</a>. I decessi non compaiono.</p>
<?cs include:"guida_fine.cs" ?>
