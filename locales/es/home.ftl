### La única página corta.
home-hello = Hola, { $name }
home-days-to-18 = { $days ->
    [one] Usted cumple 18 años en { $days } día.
    [many] Usted cumple 18 años en { $days } días.
   *[other] Usted cumple 18 años en { $days } días.
}
home-next = Lo próximo
home-next-empty = Aquí verá su próxima reunión o tiempo en familia.
home-next-none = Cuando haya una reunión o tiempo en familia con esta familia, lo verá aquí.
home-people = Personas que le apoyan
home-write-to = Escribir a { $name }
home-team = Todas las personas de su equipo
home-owed = Lo que le prometimos
home-agency-owes = Lo que prometió la agencia
home-we-promised = Lo que le prometimos a la familia
home-steps = Sus próximos pasos
home-steps-empty = Por ahora no tiene pasos.
home-see-plan = Ver el plan
home-new = Nuevo para usted
home-new-empty = Cuando alguien le escriba, lo verá aquí.
home-new-count = Nuevo para usted: { $count }
home-walk-with = Familias a las que usted apoya
home-families = Sus familias
home-families-all = Todas las familias
home-families-empty = Cuando una familia le agregue a su equipo, lo verá aquí.
home-looked = La familia puede ver que usted abrió esta página.
home-wanted-title = Traducciones que pidieron
home-wanted = { $count ->
    [one] { $count } texto por traducir: { $language }
    [many] { $count } textos por traducir: { $language }
   *[other] { $count } textos por traducir: { $language }
}
home-from-to = { $from } – { $to }
home-when = { $day } · { $time }
home-by = Fecha límite: { $day }
home-was-due = Era para el { $day }
home-any-time = Cuando quiera
home-who-when = { $name } · { $when }
home-late = { $days ->
    [one] { $days } día de atraso
    [many] { $days } días de atraso
   *[other] { $days } días de atraso
}
home-on-time = A tiempo
home-stuck = ¿Necesita ayuda?
home-wrote = { $name } le escribió
home-kind-family-time = Tiempo en familia
home-kind-meeting = Reunión del equipo
home-kind-hearing = Audiencia en la corte
home-kind-appointment = Cita
home-kind-review = Revisión del plan
home-kind-training = Capacitación
home-kind-transition-conference = Reunión de transición
home-kind-other = Otra fecha
home-partners = Mentores de padres a quienes usted apoya
home-partners-empty = Cuando un(a) mentor(a) de padres empiece a apoyar a una familia, lo verá aquí.
home-partner-walks = { $count ->
    [one] Apoya a { $count } madre o padre
    [many] Apoya a { $count } madres y padres
   *[other] Apoya a { $count } madres y padres
}
home-asked = Lo que usted le preguntó al equipo
home-to-answer = Esperan su respuesta
home-said = { $name }: { $kind }
home-answered = Respondido
home-waits = En espera
home-answer-by = Fecha límite para contestar: { $day }
home-plan-changed = El plan cambió: versión { $version }
home-date-added = Se agregó una fecha
home-date-moved = Una fecha cambió de hora
home-date-changed = Se cambió una fecha
home-date-cancelled = Se canceló una fecha
home-date-restored = Una fecha cancelada sigue en pie
home-notes-new = Hay notas nuevas de una reunión o una audiencia
home-commitment-asked = { $name } le pide algo
home-commitment-answered = { $name } le respondió
home-translated = Lo que usted pidió ya está en { $language }
home-unread = Sin leer desde hace más de dos días
home-unread-hint = Las familias escribieron a estas personas. Usted ve cuánto tiempo lleva esperando cada mensaje, no lo que dice.
home-unread-days = { $count ->
    [one] { $count } día
    [many] { $count } días
   *[other] { $count } días
}
home-duties = Pendiente esta semana
home-duties-late = Atrasado
home-duties-empty = Esta semana no hay respuestas ni promesas pendientes.
home-duty-answer = { $name } espera una respuesta
home-duty-team = { $name } escribió sobre el equipo
home-duty-promise = Promesa de { $name }
home-duty-promise-own = Su promesa a la familia
home-duty-promise-agency = Promesa de la agencia
home-duty-new-time = { $name } pide un cambio
home-duty-make-up = Se tiene que reponer una visita
home-duty-documents = Documentos para { $name }
home-duty-right = { $name } tiene una pregunta sobre sus derechos
home-duty-need = { $name } necesita ayuda para ir: { $need }
home-duty-need-withdrawn = { $name } ya no necesita: { $need }

# An interpreter who is not found shortly before a date.
home-need-urgent = Quedan menos de 48 horas
home-duty-notes = Escribir las notas: { $kind }
home-notes-by = Notas para: { $day }
home-duty-translation = { $count ->
    [one] { $name } pidió un texto en { $language }
    [many] { $name } pidió { $count } textos en { $language }
   *[other] { $name } pidió { $count } textos en { $language }
}
home-translation-by = Fecha límite de la traducción: { $day }
home-week = Reuniones y tiempo en familia de esta semana
home-family-duties = { $count ->
    [0] Nada pendiente esta semana
    [one] { $count } asunto esta semana
    [many] { $count } asuntos esta semana
   *[other] { $count } asuntos esta semana
}
home-last-contact = Último contacto: { $day }
home-no-contact = Sin contactos anotados todavía
home-next-event = Próxima fecha: { $day } · { $time }
home-log-contact = Anotar un contacto
home-queue = { $count ->
    [one] Hay { $count } solicitud en espera.
    [many] Hay { $count } solicitudes en espera.
   *[other] Hay { $count } solicitudes en espera.
}
home-queue-oldest = { $days ->
    [0] La más antigua es de hoy.
    [one] La más antigua espera desde hace { $days } día.
    [many] La más antigua espera desde hace { $days } días.
   *[other] La más antigua espera desde hace { $days } días.
}
