### Quién miró nuestro expediente.
sharing-title = Quién miró nuestro expediente
sharing-body = Cada vez que alguien fuera de su familia abre su expediente, se apunta aquí. Nadie puede borrar una línea.
sharing-empty = Nadie ha mirado todavía. Cuando alguien lo haga, lo verá aquí.
sharing-what-home = Abrió la primera página de su familia
sharing-what-plan = Leyó el plan
sharing-what-thread = Abrió su conversación
sharing-what-sharing = Miró esta lista
sharing-wrong = ¿Le sorprende un nombre? Llámenos y pregunte por qué.
