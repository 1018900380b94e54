// Adds up the points of each stage while a card is typed. Saving checks them again on the server.

const form = document.querySelector('form.card-editor');
const baseline = form?.querySelector('#baseline');

function addUp() {
  form.querySelectorAll('output[data-stage]').forEach((sum) => {
    const weights = [...form.querySelectorAll(`input[name^="w-"][name$="-${sum.dataset.stage}"]`)];
    const hundredths = weights
      .filter((weight) => !weight.closest('tr').querySelector('input[type=checkbox]:checked'))
      .reduce((total, weight) => total + Math.round(Number(weight.value || 0) * 100), 0);
    const points = hundredths / 100 + Number(baseline.value || NaN);
    sum.textContent = Number.isFinite(points) ? String(points) : '—';
    sum.classList.toggle('off', points !== 100);
  });
}

if (form) {
  form.addEventListener('input', addUp);
  addUp();
}
