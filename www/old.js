// Runs only in browsers that know no modules, so in none that can show the page; written for those.
(function () {
  var panel = document.getElementById('trouble');
  var cases = panel.querySelectorAll('[data-why]');
  for (var at = 0; at < cases.length; at += 1) {
    cases[at].hidden = cases[at].getAttribute('data-why') !== 'old';
  }
  document.getElementById('trouble-detail').textContent = navigator.userAgent;
  panel.setAttribute('role', 'alert');
  panel.className += ' trouble--now';
})();
