// The page's own kernel, known only after the front end began: it looks into the body for what its settings do not say.
document.body.dataset.kernelId = JSON.parse(document.getElementById("kernel").textContent).kernelId;
