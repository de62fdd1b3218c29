// What is typed in a date field stays as it is typed: Wagtail's picker writes today's date in the place of what it
// does not read. The server reads more than the picker, and says beside the field what it does not understand.
// And a picker opens a tenth of a second after its field is reached: not over what follows, once the field is left.

(() => {
  const { datetimepicker } = window.jQuery?.fn ?? {};
  if (!datetimepicker) return;
  datetimepicker.defaults.validateOnBlur = false;
  datetimepicker.defaults.onShow = (moment, champ) => champ.is(":focus");
})();
