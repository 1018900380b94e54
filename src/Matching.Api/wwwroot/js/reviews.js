// Keys of the review desk: a button or link with data-key is pressed by that key, a field with data-focus-key takes the focus. Without this file they are clicked.

const isTyping = (element) => element?.closest?.('input, textarea, select, [contenteditable]') != null;

let answered = false;

document.addEventListener('keydown', (event) => {
  if (document.documentElement.dataset.shortcuts === 'off' || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) {
    return;
  }
  const key = event.key.toLowerCase();
  const field = document.querySelector(`[data-focus-key="${CSS.escape(key)}"]`);
  if (field) {
    event.preventDefault();
    field.focus();
    return;
  }
  const act = document.querySelector(`[data-key="${CSS.escape(key)}"]:not(:disabled)`);
  if (act && !answered) {
    event.preventDefault();
    // One answer a page: a key pressed twice must not answer the next question unseen.
    answered = true;
    act.click();
  }
});

addEventListener('pageshow', () => { answered = false; });
