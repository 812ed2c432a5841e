</div>
</main>

<footer class="siz-piede"><div class="siz-cont"><?cs call:piede() ?>
<span class="siz-piede__versione"><?cs var:Ambito.nome ?></span>
</div></footer>
</body>
</html>
