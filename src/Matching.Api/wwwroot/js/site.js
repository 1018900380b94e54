// Suggestions, shortcuts and small conveniences. Every page works without this file.

const root = document.documentElement;
const quick = document.getElementById('quick');
const list = document.getElementById('suggestions');

const shortcutsOn = () => root.dataset.shortcuts !== 'off';
const isTyping = (element) => element?.closest('input, textarea, select, [contenteditable]') !== null;

/* Suggestions under the search box */

const options = () => [...list.querySelectorAll('[role=option]')];

function showSuggestions(show) {
  list.hidden = !show;
  quick.setAttribute('aria-expanded', String(show));
  if (!show) {
    quick.removeAttribute('aria-activedescendant');
  }
}

function chooseSuggestion(step) {
  const all = options();
  const at = all.findIndex((option) => option.getAttribute('aria-selected') === 'true');
  const next = at + step < -1 ? all.length - 1 : at + step >= all.length ? -1 : at + step;
  all.forEach((option, index) => option.setAttribute('aria-selected', String(index === next)));
  if (next >= 0) {
    quick.setAttribute('aria-activedescendant', all[next].id);
    all[next].scrollIntoView({ block: 'nearest' });
  } else {
    quick.removeAttribute('aria-activedescendant');
  }
}

if (quick && list) {
  document.body.addEventListener('htmx:afterSwap', (event) => {
    if (event.detail.target === list) {
      showSuggestions(list.childElementCount > 0 && document.activeElement === quick);
    }
  });
  quick.addEventListener('keydown', (event) => {
    if (list.hidden) {
      return;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      chooseSuggestion(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter') {
      const chosen = list.querySelector('[aria-selected=true]');
      if (chosen) {
        event.preventDefault();
        location.assign(chosen.dataset.href);
      }
    } else if (event.key === 'Escape') {
      event.preventDefault();
      showSuggestions(false);
    }
  });
  // Before the box loses focus, so that the click is not lost with the list.
  list.addEventListener('pointerdown', (event) => {
    const option = event.target.closest('[role=option]');
    if (option) {
      event.preventDefault();
      location.assign(option.dataset.href);
    }
  });
  quick.addEventListener('blur', () => showSuggestions(false));
  quick.addEventListener('focus', () => showSuggestions(list.childElementCount > 0));
}

/* Shortcuts: / search, j k move, Enter open, Esc close */

function moveInList(step) {
  const entries = [...document.querySelectorAll('[data-entry]')];
  if (entries.length === 0) {
    return;
  }
  const at = entries.findIndex((entry) => entry.classList.contains('is-current'));
  const next = Math.min(entries.length - 1, Math.max(0, at + step));
  entries.forEach((entry, index) => entry.classList.toggle('is-current', index === next));
  (entries[next].querySelector('a[href]') ?? entries[next]).focus({ preventScroll: true });
  entries[next].scrollIntoView({ block: 'nearest' });
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    const open = document.querySelector('dialog[open], details.account[open]');
    if (open instanceof HTMLDialogElement) {
      open.close();
    } else {
      open?.removeAttribute('open');
    }
    return;
  }
  if (!shortcutsOn() || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
    return;
  }
  if (event.key === '/' && quick) {
    event.preventDefault();
    quick.focus();
    quick.select();
  } else if (event.key === 'j' || event.key === 'k') {
    event.preventDefault();
    moveInList(event.key === 'j' ? 1 : -1);
  }
});

/* Copy buttons: <button data-copy="text"> */

document.addEventListener('click', async (event) => {
  const button = event.target.closest?.('[data-copy]');
  if (!button) {
    return;
  }
  await navigator.clipboard.writeText(button.dataset.copy);
  const before = button.textContent;
  button.textContent = '已复制';
  setTimeout(() => { button.textContent = before; }, 1500);
});

/* A drawer swapped in by htmx opens itself: <dialog data-drawer> inside the target. */

document.body.addEventListener('htmx:afterSwap', (event) => {
  const drawer = event.detail.target.querySelector?.('dialog[data-drawer]');
  if (drawer && !drawer.open) {
    drawer.showModal();
  }
});

/* Menus close when something else is clicked. */

document.addEventListener('pointerdown', (event) => {
  for (const menu of document.querySelectorAll('details.account[open]')) {
    if (!menu.contains(event.target)) {
      menu.removeAttribute('open');
    }
  }
});
