// What a conversation needs script for besides its islands: reading messages aloud, where the device
// has a voice for their language; voice messages; and keeping new messages in view. The list of rights
// of a young person, a family's own words and its safety plan are read aloud, too.
(() => {
  const aloud = document.getElementById("aloud");
  const speech = window.speechSynthesis;
  // Devices tag voices as es-US, es_US, ES or spa-MEX. White Hmong is hmn here and mww on some
  // devices.
  const language = (tag) => {
    const [first] = tag.split(/[-_]/);
    try {
      const { language: short } = new Intl.Locale(first);
      return short === "mww" ? "hmn" : short;
    } catch { return ""; }
  };
  // Local voices only: the others send the text to a third-party server.
  const voice = (lang) => {
    const wanted = language(lang);
    return wanted ? speech.getVoices().find((one) => one.localService && language(one.lang) === wanted) : undefined;
  };
  const addReadAloudButtons = () => {
    for (const words of document.querySelectorAll(".bubble p[lang], .read-aloud[lang], .read-aloud > bdi[lang]")) {
      const lang = words.lang.toLowerCase();
      if (words.dataset.aloud || !voice(lang)) continue;
      words.dataset.aloud = "yes";
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn link";
      button.textContent = aloud.dataset.read;
      button.addEventListener("click", () => {
        const speaking = speech.speaking;
        speech.cancel();
        if (speaking) return;
        const say = new SpeechSynthesisUtterance(words.textContent);
        say.lang = lang;
        say.voice = voice(lang);
        say.onstart = () => { button.textContent = aloud.dataset.stop; };
        say.onend = say.onerror = () => { button.textContent = aloud.dataset.read; };
        speech.speak(say);
      });
      // Below its own text, and the line that says whose words they are: a translated message has
      // two texts.
      (words.nextElementSibling ?? words).after(button);
    }
  };
  if (aloud && speech) {
    addReadAloudButtons();
    speech.addEventListener?.("voiceschanged", addReadAloudButtons);
    new MutationObserver(addReadAloudButtons).observe(document.querySelector("main"), { childList: true, subtree: true });
    // The voice must not go on after the page is left, as by quick exit.
    addEventListener("pagehide", () => speech.cancel());
  }

  // Links to a conversation name the place to open it at; other ways here, such as a change of the
  // language, do not. What has the focus, such as an error, comes first.
  if (!location.hash && !scrollY && !document.querySelector("[autofocus]")) document.getElementById("new")?.scrollIntoView();
  // The composer covers the end of the messages: one that is sent, or that comes while the end is in
  // view, is scrolled above it.
  const log = document.querySelector("[role=log]");
  const composer = document.querySelector(".composer");
  let newest;
  if (log && composer) new MutationObserver(() => {
    const last = log.querySelector("ol > li:last-child");
    if (!last || last.id === newest) return;
    newest = last.id;
    const { top, bottom } = last.getBoundingClientRect();
    const edge = Math.min(composer.getBoundingClientRect().top, innerHeight);
    // Three rem for what is between the messages and the composer, such as the read receipt.
    const covered = bottom + 48 - edge;
    if (covered > 0 && (top < innerHeight || last.matches(".mine"))) scrollBy(0, covered);
  }).observe(log, { childList: true, subtree: true });

  const box = document.getElementById("voice");
  const input = document.getElementById("file");
  if (!box || !input || !navigator.mediaDevices || !window.MediaRecorder) return;
  const [button, play, remove] = box.querySelectorAll("button");
  const says = box.querySelector("[role=status]");
  let recorder, recording, player, asking = false;
  box.hidden = false;
  // Makes `file` the only recording among the chosen files; `undefined` removes it. Chosen files are
  // kept, because setting `files` replaces them.
  const keep = (file) => {
    const all = new DataTransfer();
    for (const one of input.files) if (one.name !== "voice") all.items.add(one);
    if (file) all.items.add(file);
    recording = file;
    input.files = all.files;
    button.hidden = !!file;
    play.hidden = remove.hidden = !file;
  };
  // Choosing other files replaces the list as well.
  input.addEventListener("change", () => { if (recording) keep(recording); });
  button.addEventListener("click", async () => {
    if (recorder) { recorder.stop(); return; }
    // A second click while the browser asks for permission would start a second recording, which nothing would ever stop.
    if (asking) return;
    asking = true;
    let stream;
    try { stream = await navigator.mediaDevices.getUserMedia({ audio: true }); } catch { says.textContent = box.dataset.no; return; } finally { asking = false; }
    const parts = [];
    // Enough for speech: three minutes are about 700 KB, also on a slow connection.
    recorder = new MediaRecorder(stream, { audioBitsPerSecond: 32000 });
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.addEventListener("stop", () => {
      stream.getTracks().forEach((track) => track.stop());
      // The button is hidden now; not after the three minutes, when the person may be writing.
      const focused = document.activeElement === button;
      keep(new File(parts, "voice", { type: recorder.mimeType.split(";")[0] }));
      if (focused) play.focus();
      recorder = undefined;
      button.textContent = box.dataset.start;
      says.textContent = box.dataset.done;
    });
    recorder.start();
    button.textContent = box.dataset.stop;
    says.textContent = box.dataset.on;
    // A recording stops by itself after three minutes.
    const mine = recorder;
    setTimeout(() => { if (recorder === mine) mine.stop(); }, 180000);
  });
  const quiet = () => {
    player?.close();
    player = undefined;
    play.textContent = box.dataset.play;
  };
  // Decoded here and not in an audio element, whose address for it the content security policy does
  // not allow.
  play.addEventListener("click", async () => {
    if (player) { quiet(); return; }
    const mine = player = new AudioContext();
    play.textContent = box.dataset.pause;
    try {
      const source = mine.createBufferSource();
      source.buffer = await mine.decodeAudioData(await recording.arrayBuffer());
      source.connect(mine.destination);
      source.addEventListener("ended", () => { if (player === mine) quiet(); });
      source.start();
    } catch { if (player === mine) quiet(); }
  });
  remove.addEventListener("click", () => {
    quiet();
    keep();
    says.textContent = box.dataset.removed;
    button.focus();
  });
  addEventListener("pagehide", quiet);
})();
