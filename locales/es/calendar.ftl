### El calendario: las fechas de una familia, y lo que conviene saber antes de cada una.
calendar-title = Fechas
# A link on the first page, to all dates.
calendar-open = Ver todas las fechas
calendar-back = Volver a las fechas
calendar-this-week = Esta semana
calendar-next-week = La próxima semana
calendar-week-of = Semana del { $day }
# $names is a list of people who are invited, too.
calendar-with = Con { $names }
calendar-later = Ver fechas posteriores
calendar-earlier = Ver fechas anteriores
calendar-coming = Ver las próximas fechas
calendar-earlier-title = Fechas anteriores
calendar-earlier-empty = No hay fechas anteriores.
calendar-month-open = Ver un mes completo
calendar-month-title = Fechas de { $month } de { $year }
calendar-month-before = Mes anterior
calendar-month-after = Mes siguiente
calendar-month-empty = No hay fechas en este mes.
calendar-day-empty = No hay fechas en este día.

# After a day, for screen readers.
calendar-day-count = { $count ->
    [one] { $count } fecha
    [many] { $count } fechas
   *[other] { $count } fechas
}
calendar-day-more = { $count ->
    [one] { $count } más en este día
    [many] { $count } más en este día
   *[other] { $count } más en este día
}

# Above the columns of a month, as short as can be.
calendar-weekday-1 = lun
calendar-weekday-2 = mar
calendar-weekday-3 = mié
calendar-weekday-4 = jue
calendar-weekday-5 = vie
calendar-weekday-6 = sáb
calendar-weekday-7 = dom
calendar-print = Imprimir las próximas cuatro semanas
calendar-print-title = Fechas de las próximas cuatro semanas
calendar-over = Esta fecha ya pasó.

# The days by which the law wants a review or a hearing, one after the other.
calendar-clocks-title = Fechas que fija la ley
calendar-clocks-intro = La ley dice hasta cuándo la corte o la agencia vuelve a revisar el plan de cada niño o niña. La agencia tiene que cumplir estas fechas.
calendar-clocks-empty = No hay fechas de este tipo para mostrarle.
calendar-clock-permanency-review = Revisión del plan (revisión de permanencia)
calendar-clock-permanency-hearing = Audiencia sobre la meta principal (audiencia de permanencia)
calendar-clock-efforts-hearing = Audiencia temprana sobre la meta principal (audiencia de permanencia)
calendar-clock-what-permanency-review = La corte o un panel revisa el plan y lo que cada persona ha hecho. Esto sucede al menos cada 6 meses.
calendar-clock-what-permanency-hearing = Un juez o una jueza decide la meta principal: dónde va a vivir el niño o la niña de forma permanente. Esto sucede al menos cada 12 meses.
calendar-clock-what-efforts-hearing = La corte decidió que la agencia puede dejar de trabajar para el regreso a casa. Entonces hay una audiencia dentro de 30 días.
calendar-clock-due = Debe hacerse a más tardar
calendar-clock-planned = Está planeada para
calendar-clock-not-planned = Todavía no hay un día para esto en su calendario.
calendar-clock-planned-late = Esto es más tarde de lo que dice la ley.
calendar-clock-missed = Debía hacerse a más tardar el { $day }. No tenemos constancia de que se haya hecho.
calendar-clock-ask = La agencia y la corte son responsables de esto. Puede preguntar a su trabajador(a) social o a su abogado(a) cuándo se hará.
calendar-clock-from = Se cuenta desde

# $law is where the rule is written, such as a section of a statute.
calendar-clock-law = La ley: { $law }
calendar-held-list = Revisiones y audiencias que se hicieron
calendar-held-none = No tenemos registro de que se haya hecho una.
calendar-held-on = Se hizo el { $day }
calendar-held-by = Lo anotó { $name } el { $day }
calendar-held-imported = De los registros de la agencia
calendar-held-withdrawn = { $name } lo retiró el { $day }. No cuenta.
calendar-held-corrected = { $name } lo corrigió el { $day }. No cuenta.
calendar-held-note = Anotar una revisión o audiencia que se hizo
calendar-held-correct = Corregir
calendar-held-take-back = Retirar
calendar-held-intro = La próxima fecha que marca la ley se cuenta desde este día. La familia también la ve.
calendar-held-no-case = Los registros de la agencia no dicen cuándo un niño o una niña salió de su hogar, así que no hay desde cuándo contar.
calendar-held-kind = ¿Qué se hizo?
calendar-held-child = ¿Para qué niño o niña?
calendar-held-all = Todos los niños y niñas de la familia
calendar-held-day = ¿Qué día se hizo?
calendar-held-save = Guardar
calendar-notice-held = Se guardó. La próxima fecha se cuenta desde este día.
calendar-notice-held-out = Se retiró. Ya no cuenta.
calendar-notice-held-back = Vuelve a contar.

# From what a date is counted; a day follows.
calendar-since-removal = Salida del hogar
calendar-since-review-held = Última revisión del plan
calendar-since-hearing-held = Última audiencia sobre la meta principal
calendar-since-efforts-not-required = Decisión de la corte
calendar-comments = Comentarios por escrito
calendar-comments-until = Se pueden dar comentarios por escrito hasta el { $day }.
calendar-comments-over = El día para los comentarios por escrito fue el { $day }.

# Tags beside the name of a day: a holiday of the agency, and a day that a family keeps.
calendar-holiday = Día festivo
calendar-day-kept = Día importante
calendar-day-off-names = Ese día: { $names }
calendar-day-off-dates = Estas fechas caen en un día así:
calendar-day-off-date = { $day } ({ $name })

# Beside a checkbox.
calendar-day-off-anyway = Dejar este día de todos modos
calendar-day-off-anyway-dates = Dejar estas fechas de todos modos
calendar-days-title = Días importantes para usted
calendar-days-intro = Díganos qué días festivos y otros días son importantes para usted. Su trabajador(a) social los ve antes de planear algo ese día. Solo usted y los trabajadores(as) sociales de su familia los ven.
calendar-days-name = ¿Cómo se llama?
calendar-days-last-hint = Déjelo vacío si es un solo día.
calendar-days-add = Agregar este día
calendar-days-remove = Quitar
calendar-notice-day-added = Agregado. Sus trabajadores(as) sociales pueden verlo.
calendar-notice-day-removed = Quitado. Sus trabajadores(as) sociales ya no lo ven.
calendar-where = Dónde
calendar-video = Por video
calendar-join = Entrar a la reunión por video
calendar-length = Cuánto dura
calendar-hours = { $hours ->
    [one] { $hours } hora
    [many] { $hours } horas
   *[other] { $hours } horas
}
calendar-minutes = { $minutes ->
    [one] { $minutes } minuto
    [many] { $minutes } minutos
   *[other] { $minutes } minutos
}
calendar-people = Personas invitadas

# Where a date comes from.
calendar-source-court = De la lista del tribunal del { $day }
calendar-source-added = La agregó { $name }
calendar-source-agency = De los registros de la agencia

# What a date from the court’s list is.
calendar-court-about = El tribunal fijó esta fecha. Su trabajador(a) social puede decirle para qué es.
calendar-topic-bring = Qué llevar
calendar-topic-way = Cómo llegar
calendar-topic-court = Juez(a) o corte, y sala
calendar-topic-join = Cómo participar: en persona, por teléfono o por video
calendar-hearing-title = Para una audiencia en la corte
calendar-topic-after = Qué pasa después
# What a person says about coming; on buttons, and after “You said”.
calendar-answer-accept = Ahí estaré
calendar-answer-decline = No puedo ir
calendar-answer-change = Necesito un cambio
calendar-answer-title = ¿Podrá ir?
calendar-said = Usted dijo: { $answer }
calendar-asked-again = Usted respondió para la hora anterior. ¿Puede ir a la nueva hora?
calendar-said-by = { $name }: { $answer }
calendar-said-earlier = Esta respuesta es para la hora anterior.
calendar-change-answer = Cambiar mi respuesta
calendar-change-words = ¿Qué le vendría mejor?
calendar-change-hint = Puede pedir otro día u otra hora, transporte, o participar por video. Solo pueden leerlo su trabajador(a) social y su supervisor(a).
calendar-notice-accept = Gracias. Su trabajador(a) social ya puede ver que usted irá.
calendar-notice-decline = Gracias. Su trabajador(a) social ya puede ver que usted no puede ir.
calendar-notice-change = Gracias. Su trabajador(a) social ya puede ver que usted necesita un cambio, y lo que escribió.
calendar-notice-withdrawn = Se quitó su respuesta.
calendar-answers = Respuestas
calendar-settle = Marcar como atendido
calendar-settled = Su trabajador(a) social marcó esto como atendido.
calendar-notice-settled = Marcado como atendido. La persona que lo pidió puede verlo.
calendar-settled-moved = Esta fecha se cambió a una de estas horas.
calendar-settled-unavailable = No es posible otra hora. Su trabajador(a) social escribió:

# A person proposes up to two other days and times.
calendar-propose = Proponer otro día u otra hora
calendar-propose-day = Un día que le viene bien
calendar-propose-time = Hora de ese día
calendar-propose-other-day = Otro día que le viene bien
calendar-propose-other-time = Hora del otro día
calendar-proposed = Estas horas vendrían bien:
calendar-move-to = Cambiar a { $when }
calendar-not-possible = No es posible otra hora
calendar-not-possible-words = ¿Por qué no es posible otra hora?
calendar-not-possible-hint = La persona que lo pidió puede leerlo.
calendar-not-possible-send = Avisar a la persona
calendar-notice-not-possible = La persona que lo pidió puede ver que no es posible otra hora, y lo que usted escribió.

# Something else at the time of a date.
calendar-clash-own = Usted tiene otra cosa a esta hora
calendar-clash-busy = Usted dijo que tiene ocupado: { $part }
calendar-clash-step = Un paso de su plan es a esta hora.
calendar-clash-change = Si no puede ir, puede pedir otra hora más abajo.
calendar-clash-invited = No todas las personas tienen libre esta hora
calendar-clash-busy-other = { $name } no tiene libre esa hora.
calendar-clash-none = Las personas que eligió parecen tener libre esta hora.
calendar-check = Ver quiénes tienen libre
calendar-notice-clash = Estas personas tienen otra cosa a esa hora: { $names }

# What a person needs to come.
calendar-needs-interpreter = Intérprete
calendar-needs-ride = Transporte
calendar-needs-child-care = Cuidado de niños
calendar-needs-remote-link = Un enlace para participar por video o teléfono
calendar-needs-food = Comida
calendar-needs-support-person = Una persona de apoyo
calendar-needs-accommodation = Ayuda por una discapacidad

# What came of it; on its own, and after the name of what is needed.
calendar-state-requested = Ya se pidió
calendar-state-confirmed = Ya se confirmó
calendar-state-unavailable = No se puede conseguir
calendar-state-withdrawn = Ya no hace falta
calendar-need-title = Lo que necesito para ir
calendar-need-intro = Transporte, intérprete, cuidado de niños u otra cosa
calendar-need-line = { $need }: { $state }

# An interpreter and the language.
calendar-need-language = { $need } ({ $language })
calendar-need-readers = Solo usted y los trabajadores(as) sociales de su familia pueden ver lo que pide.
calendar-need-closed = Esta fecha ya pasó o se canceló. Ahora no puede pedir nada aquí.
calendar-need-asked = Lo que usted pidió
calendar-need-answered = Su trabajador(a) social escribió:
calendar-need-withdraw = No lo necesito
calendar-need-withdraw-later = Tampoco lo necesito en las fechas posteriores
calendar-need-later = { $count ->
    [one] También lo pide para la { $count } fecha posterior que le sigue.
    [many] También lo pide para las { $count } fechas posteriores que le siguen.
   *[other] También lo pide para las { $count } fechas posteriores que le siguen.
}
calendar-need-more = Agregar o cambiar detalles
calendar-need-words = ¿Qué debemos saber sobre esto?
calendar-need-words-hint = Puede dejarlo vacío. Solo usted y los trabajadores(as) sociales de su familia pueden leerlo.
calendar-need-words-rights = Diga qué le ayudaría, por ejemplo letra grande o una sala sin escaleras. No tiene que decir cuál es su discapacidad. Solo usted y los trabajadores(as) sociales de su familia pueden leerlo.
calendar-need-save = Guardar los detalles
calendar-need-which-language = ¿En qué idioma?
calendar-need-same = Pedir lo mismo
calendar-need-last = La última vez usted pidió: { $needs }
calendar-need-ask = ¿Qué necesita?
calendar-need-tap = Toque lo que necesita. Su trabajador(a) social lo ve enseguida. Puede cambiar de idea.
calendar-need-everyone = Lo que se necesita para ir
calendar-need-confirm = Marcar como confirmado
calendar-need-unavailable = No se puede conseguir
calendar-need-tell = Avisar a la persona
calendar-need-answer-words = ¿Por qué no se puede conseguir, y qué se puede hacer en su lugar?
calendar-need-answer-hint = La persona que lo pidió puede leerlo.
calendar-need-notice-asked = Su trabajador(a) social ya puede ver lo que usted pidió: { $label }
calendar-need-notice-withdrawn = Usted ya no pide: { $label }
calendar-need-notice-later = { $count ->
    [one] Esto vale también para la { $count } fecha posterior que le sigue.
    [many] Esto vale también para las { $count } fechas posteriores que le siguen.
   *[other] Esto vale también para las { $count } fechas posteriores que le siguen.
}
calendar-need-notice-same = Su trabajador(a) social ya puede ver que usted pide lo mismo que la última vez.
calendar-need-notice-confirmed = Marcado como confirmado. La persona que lo pidió puede verlo.
calendar-need-notice-unavailable = La persona que lo pidió puede ver que no se puede conseguir, y lo que usted escribió.
calendar-need-notice-undone = Se quitó su respuesta.
calendar-need-notice-stale = Esta persona cambió lo que necesita. Mire otra vez antes de responder.
calendar-add = Agregar una fecha
calendar-edit = Cambiar o cancelar
calendar-back-event = Volver a esta fecha
calendar-save = Guardar esta fecha
calendar-told = Todas las personas invitadas lo ven en su primera página.
calendar-kind-label = ¿Qué tipo de fecha es?
calendar-day-label = Día
calendar-starts-label = ¿A qué hora empieza?
calendar-ends-label = ¿A qué hora termina?
calendar-ends-hint = Déjelo vacío si no lo sabe.
calendar-last-label = Último día
calendar-last-hint = Solo si termina otro día.
# Beside a checkbox, for a time that comes twice on the night when clocks are set back.
calendar-first = Me refiero a la primera de estas dos horas, antes de que se atrase el reloj
calendar-repeat-title = Ocurre más de una vez
calendar-repeat-label = ¿Cada cuánto ocurre?
calendar-repeat-hint = Cada fecha tiene la misma hora. “Cada mes” significa el mismo día de la semana, como el segundo martes. Se omite un mes que no tiene ese día.
calendar-repeat-never = Una sola vez
calendar-repeat-week = Cada semana
calendar-repeat-two-weeks = Cada dos semanas
calendar-repeat-month = Cada mes en este día de la semana
calendar-times-label = ¿Cuántas fechas hay en total?
calendar-until-label = ¿O hasta qué día?
calendar-later-change = { $count ->
    [one] Cambiar también la { $count } fecha posterior que le sigue
    [many] Cambiar también las { $count } fechas posteriores que le siguen
   *[other] Cambiar también las { $count } fechas posteriores que le siguen
}
calendar-later-kept = { $count ->
    [one] { $count } fecha posterior se cambió por separado y se queda como está.
    [many] { $count } fechas posteriores se cambiaron por separado y se quedan como están.
   *[other] { $count } fechas posteriores se cambiaron por separado y se quedan como están.
}
calendar-later-cancel = { $count ->
    [one] Cancelar también la { $count } fecha posterior que le sigue
    [many] Cancelar también las { $count } fechas posteriores que le siguen
   *[other] Cancelar también las { $count } fechas posteriores que le siguen
}
calendar-about-label = ¿Para qué es, y qué se decidirá?
calendar-link-label = Enlace para participar por video
calendar-link-hint = Empieza con https://
calendar-invite = ¿A quiénes se invita?
calendar-invite-hint = Solo estas personas, y los trabajadores(as) sociales de la familia, ven esta fecha.
calendar-hide = ¿Quiénes no deben saber el lugar?
calendar-hide-hint = Ven esta fecha, pero no el lugar, la corte ni cómo llegar.
calendar-cancel-title = Cancelar esta fecha
calendar-why = ¿Por qué se cancela? Puede dejarlo vacío. Todas las personas invitadas pueden leerlo.
calendar-cancel = Cancelar esta fecha
calendar-cancelled = Cancelada
calendar-is-cancelled = Esta fecha se canceló.
calendar-restore = Volver a ponerla
calendar-restore-first = Esta fecha se canceló. Vuelva a ponerla antes de cambiarla.
calendar-history = Cambios de esta fecha
calendar-before = Antes: { $when }
# What was done to a date; a name and a day follow.
calendar-act-add = Agregada
calendar-act-move = Cambiada a otra hora
calendar-act-change = Cambiada
calendar-act-cancel = Cancelada
calendar-act-restore = Puesta de nuevo
calendar-notice-added = Se agregó la fecha. Todas las personas invitadas pueden verla.
calendar-notice-saved = Se cambió la fecha. Todas las personas invitadas pueden verla.
calendar-notice-cancelled = Se canceló la fecha. Todas las personas que estaban invitadas pueden verlo.
calendar-notice-restored = La fecha sigue en pie. Todas las personas invitadas pueden verlo.
calendar-notice-series-added = Se agregaron las fechas. Todas las personas invitadas pueden verlas.
calendar-notice-series-skipped = Se omitieron los meses que no tienen ese día.
calendar-notice-series-saved = Se cambiaron esta fecha y las posteriores. Todas las personas invitadas pueden verlo.
calendar-notice-series-count = { $count ->
    [one] Se cambió { $count } fecha posterior.
    [many] Se cambiaron { $count } fechas posteriores.
   *[other] Se cambiaron { $count } fechas posteriores.
}
calendar-notice-series-kept = Estas se cambiaron antes por separado y se quedan como están: { $days }
calendar-notice-series-cancelled = Se cancelaron esta fecha y las posteriores. Todas las personas que estaban invitadas pueden verlo.
calendar-notice-series-restored = Esta fecha y las posteriores siguen en pie. Todas las personas invitadas pueden verlo.
calendar-notice-series-undone = Se deshizo el cambio. Esta fecha y las posteriores están como antes. Todas las personas invitadas pueden verlo.
calendar-words-first = Lo que las personas quieren decir
calendar-words-write = Escribir lo que quiero decir
calendar-words-title = Mis palabras para esta fecha
calendar-words-note = El equipo lee primero sus palabras, antes que todo lo demás. Puede cambiarlas hasta que empiece esta fecha.
calendar-words-what = ¿Qué es?
calendar-words-kind-say = Lo que quiero decir
calendar-words-kind-agenda = Un tema para hablar
calendar-words-kind-comment = Comentarios por escrito
calendar-words-label = Sus palabras
calendar-words-hint = Un tema para hablar es una línea corta. Agregue cada uno por separado.
calendar-words-save = Guardar mis palabras
calendar-words-own = Lo que usted escribió
calendar-words-change = Cambiar
calendar-words-remove = Retirar
calendar-words-earlier = Sus palabras anteriores. Solo usted puede verlas.
calendar-words-typed = Lo que usted escribió. No se guardó.
calendar-words-closed = Esta fecha ya empezó o se canceló, así que las palabras quedan como están. Todavía puede decir más en la reunión, o escribirle a su trabajador(a) social.

# Who can read one’s own words.
calendar-readers-author = Solo yo. Guardarlo como borrador.
calendar-readers-workers = Solo mis trabajadores(as) sociales y su supervisor(a)
calendar-readers-event = Todas las personas que pueden ver esta fecha
calendar-readers-hint = Quien reciba la invitación más tarde puede leerlo solo después de que usted lo guarde otra vez.
calendar-notice-words = Sus palabras están guardadas.
calendar-notice-words-removed = Se retiraron sus palabras. Solo usted puede verlas todavía.
calendar-notice-words-back = Sus palabras están de nuevo.
calendar-notice-words-kept = No se pudo cambiar. Esta fecha ya empezó, o hay otras palabras en ese lugar.
calendar-notes-title = Notas
calendar-notes-promised = Las notas se prometieron para el { $day }.
calendar-notes-late = Las notas se prometieron para el { $day }. Están atrasadas.
calendar-notes-write = Escribir las notas
calendar-notes-by = Escritas por { $name } · { $day }
calendar-notes-there = Estuvieron: { $names }
calendar-notes-away = No estuvieron: { $names }
calendar-notes-decided = Lo que se decidió
calendar-notes-answer = Lo que respondió el equipo:
calendar-notes-attendance = ¿Quiénes estuvieron?
calendar-notes-result = Lo que pasó, en palabras sencillas
calendar-notes-result-hint = La familia lee esto. Escríbalo como se lo diría a ella.
calendar-notes-answers = Respuestas a lo que trajeron las personas
calendar-notes-answer-to = ¿Qué se le respondió a { $name }?
calendar-notes-decisions = Decisiones
calendar-notes-rule = Una decisión necesita quiénes estuvieron y lo que piensa de ella cada persona de la familia.
calendar-notes-decision = ¿Qué se decidió?
calendar-notes-more = Guarde un borrador para agregar otra decisión.
calendar-notes-readers = Todas las personas que pueden ver esta fecha pueden leer las notas publicadas. Una respuesta solo la leen quienes pueden leer las palabras.
calendar-notes-publish = Publicar las notas
calendar-notes-keep = Guardar un borrador
calendar-notes-is-draft = Esto es un borrador. Solo lo leen los trabajadores(as) sociales.
calendar-notes-due-title = Cuándo estarán las notas
calendar-notes-due = Prometidas para el
calendar-notes-due-hint = Sin otro día, son 7 días después de la fecha. Es una regla de este portal.
calendar-notes-due-save = Guardar este día
calendar-notice-notes = Se publicaron las notas. Todas las personas que pueden ver esta fecha pueden leerlas.
calendar-notice-draft = Se guardó el borrador. Solo lo leen los trabajadores(as) sociales.
calendar-notice-due = Se guardó el día. Lo ven todas las personas que pueden ver esta fecha.

# What a family member thinks of a decision; after a name, and as a choice.
calendar-position-is-agree = De acuerdo
calendar-position-is-disagree = En desacuerdo
calendar-position-is-not-there = No estuvo
calendar-position-noted = { $name }: { $position }
calendar-position-own = { $name } dice: { $position }
calendar-position-of = ¿Qué piensa de esto { $name }?
calendar-position-why = ¿Por qué? En palabras de { $name }, o como se lo contaron
calendar-position-correct = Esto no es lo que dije
calendar-position-add = Agregar lo que dije
calendar-position-mine = ¿Qué piensa usted de esta decisión?
calendar-position-said = Sus palabras
calendar-position-hint = Se muestran al lado de las notas. Todas las personas que pueden ver esta fecha pueden leerlas.
calendar-position-save = Guardar lo que dije
calendar-notice-position = Sus palabras ya están al lado de las notas.
# The title in the calendar of a phone, which others may see.
calendar-neutral = Cita
calendar-take-title = Ponerla en su propio calendario
calendar-take-neutral = Así recibe un archivo para el calendario de su teléfono. Solo dice la hora y la palabra “Cita”.
calendar-take = Descargar el archivo
calendar-take-more = Incluir el lugar y de qué se trata
calendar-take-seen = Cualquiera que mire el calendario de su teléfono puede leerlo.
calendar-take-details = Descargar el archivo con el lugar
calendar-feed-title = Sus fechas en su propio teléfono
calendar-feed-body = Una dirección privada mantiene al día el calendario de su teléfono. Solo tiene las horas y la palabra “Cita”, a menos que usted elija otra cosa.
calendar-feed-secret = Quien tenga esta dirección puede ver cuándo tiene usted fechas. No la comparta.
calendar-feed-create = Crear una dirección privada
calendar-feed-new = Esta es su dirección. La mostramos una sola vez.
calendar-feed-open = Abrirla en mi calendario
calendar-feed-on = Usted tiene una dirección privada. Puede apagarla o crear otra. La anterior deja de funcionar enseguida.
calendar-feed-revoke = Apagarla
calendar-feed-again = Crear otra
calendar-feed-content = ¿Qué dice su dirección privada?
calendar-feed-content-neutral = Solo las horas y la palabra “Cita”
calendar-feed-content-titles = Las horas y qué tipo de fecha es
calendar-feed-content-places = Las horas, qué tipo de fecha es y dónde
calendar-feed-content-save = Guardar
calendar-notice-feed-content = Se guardó. El calendario de su teléfono lo mostrará la próxima vez que se actualice.
calendar-notice-feed-off = Su dirección privada está apagada.

# Family time: its plan, and what came of the visits.
calendar-time-title = Tiempo en familia
calendar-time-empty = Todavía no hay tiempo en familia planeado aquí.

# Who spends time with whom.
calendar-time-with = { $parent } con { $children }
calendar-time-siblings = { $children } entre sí
calendar-time-next = Próxima visita: { $when }
calendar-time-none = Todavía no hay ninguna visita planeada.
calendar-time-owed = { $count ->
    [one] Todavía se tiene que reponer { $count } visita.
    [many] Todavía se tienen que reponer { $count } visitas.
   *[other] Todavía se tienen que reponer { $count } visitas.
}
calendar-time-owed-none = No se tiene que reponer ninguna visita.
calendar-time-owed-for = { $days ->
    [0] Por reponer
    [one] Por reponer desde hace { $days } día
    [many] Por reponer desde hace { $days } días
   *[other] Por reponer desde hace { $days } días
}
calendar-time-plan = Cómo funciona
calendar-time-often = Cada cuánto y por cuánto tiempo
calendar-time-level = Quién tiene que estar presente
calendar-time-supervisor = Quién supervisa
calendar-time-supervisor-hint = Esta persona habla el idioma de la madre o del padre, o viene también un(a) intérprete de 18 años o más.
calendar-time-transport = Cómo llegan los niños y las niñas
calendar-time-confirm = Cuándo decir que va a estar ahí
calendar-time-confirm-rule = { $days ->
    [0] Hora límite: { $time }, el mismo día
    [one] Hora límite: { $time }, { $days } día antes
    [many] Hora límite: { $time }, { $days } días antes
   *[other] Hora límite: { $time }, { $days } días antes
}
calendar-time-step = Qué tiene que cumplirse para el próximo paso
calendar-time-visits = Visitas
calendar-time-month = { $month } de { $year }
calendar-time-ended = Este tiempo en familia ya terminó.

# For a worker, about who supervises and the parent.
calendar-time-language = { $name } no habla ningún idioma de { $parent }. Pida que venga un(a) intérprete de 18 años o más, o elija a otra persona.
calendar-time-print = Imprimir para la corte
calendar-time-back = Volver al tiempo en familia
calendar-time-add = Agregar tiempo en familia
calendar-time-edit = Cambiar este tiempo en familia
calendar-time-save = Guardar el tiempo en familia
calendar-time-parent = ¿Quién pasa tiempo con los niños y las niñas?
calendar-time-siblings-only = Los niños y las niñas entre sí
calendar-time-children = ¿Cuáles niños o niñas?
calendar-time-nobody = Nadie
calendar-time-confirm-when = ¿Cuándo dice la madre o el padre que va a estar ahí?
calendar-time-confirm-never = No hace falta decirlo
calendar-time-days-before = { $days ->
    [0] El mismo día
    [one] { $days } día antes
    [many] { $days } días antes
   *[other] { $days } días antes
}
calendar-time-confirm-at = ¿Antes de qué hora?
calendar-time-people = ¿Quiénes ven este tiempo en familia?
calendar-time-people-hint = Solo estas personas, la madre o el padre y el personal de trabajo social de la familia lo ven, con sus visitas.
calendar-time-hide-hint = Ven las visitas, pero no el lugar.
calendar-time-history = Cambios de este tiempo en familia

# How family time is supervised.
calendar-level-supervised-center = Alguien está presente todo el tiempo, en un centro
calendar-level-supervised-community = Alguien está presente todo el tiempo, en casa o fuera
calendar-level-monitored = Alguien pasa a ver de vez en cuando
calendar-level-unsupervised = Nadie más tiene que estar presente
calendar-level-overnight = Los niños y las niñas se quedan a dormir
calendar-level-trial-home = Los niños y las niñas viven en casa a prueba
calendar-confirm-by = Por favor, diga que va a estar ahí, a más tardar: { $when }
calendar-visit-title = Qué pasó con esta visita
calendar-visit-coming = Planeada
calendar-visit-unrecorded = Todavía no está anotado
calendar-visit-held = Se hizo
calendar-visit-held-for = Se hizo y duró { $length }
calendar-visit-unconfirmed = No se hizo, porque nadie dijo que la madre o el padre iba a estar ahí
calendar-visit-cancelled-by = Cancelada: { $who }

# Who canceled a visit, or what was in the way.
calendar-canceller-agency = la agencia
calendar-canceller-caregiver = la persona que cuida a los niños y las niñas
calendar-canceller-provider = el proveedor
calendar-canceller-parent = la madre o el padre
calendar-canceller-child = el niño o la niña
calendar-canceller-weather = el mal tiempo
calendar-canceller-other = otra razón
calendar-visit-confirmed = La madre o el padre dijo que va a estar ahí.
calendar-visit-not-confirmed = La madre o el padre todavía no dijo que va a estar ahí.
calendar-visit-makes-up = Repone la visita de este día: { $day }
calendar-visit-owed = Esta visita se tiene que reponer.
calendar-visit-still-owed = Todavía se tiene que reponer la visita para la que se planeó esta.
calendar-visit-not-owed = Esta visita no se tiene que reponer. De todos modos, puede pedir otra hora a su trabajador(a) social.
calendar-visit-made-up = La visita de reposición se hizo este día: { $day }
calendar-visit-outcome = ¿Qué pasó?
calendar-outcome-held = Se hizo
calendar-outcome-held-shorter = Se hizo, pero fue más corta
calendar-outcome-cancelled = Se canceló
calendar-outcome-unconfirmed = La madre o el padre no dijo que iba a estar ahí
calendar-visit-minutes = ¿Cuántos minutos duró?
calendar-visit-minutes-hint = Solo si fue más corta.
calendar-visit-by = ¿Quién la canceló?
calendar-visit-by-hint = Solo si se canceló. Si cancela la agencia, el proveedor o quien cuida a los niños y las niñas, la visita se tiene que reponer.
calendar-visit-why = ¿Por qué? Escríbalo si se canceló o fue más corta. Todas las personas invitadas pueden leerlo.
calendar-visit-save = Guardar lo que pasó
calendar-visit-cancel = Cancelar esta visita
calendar-visit-cancel-hint = Entonces esta visita se tiene que reponer. Todas las personas invitadas ven que usted la canceló.
calendar-visit-cancel-why = ¿Por qué? Todas las personas invitadas pueden leerlo.
calendar-visit-add = Agregar una visita
calendar-visit-add-hint = El lugar y quiénes pueden verla son los de este tiempo en familia.
calendar-visit-about = Tiempo en familia con { $names }
calendar-visit-about-label = ¿Qué hay que saber de esta visita?
calendar-visit-makes-up-label = ¿Repone una visita cancelada?
calendar-visit-makes-up-none = No
calendar-visit-link-title = ¿Ya está en el calendario?
calendar-visit-link-which = ¿Qué fecha es?
calendar-visit-link-hint = La fecha conserva su lugar y las personas invitadas.
calendar-visit-link = Hacerla una visita de este tiempo en familia
calendar-notice-time-saved = El tiempo en familia está guardado. Las personas que usted eligió pueden verlo.
calendar-notice-visit-added = La visita está agregada. Pueden verla quienes ven este tiempo en familia.
calendar-notice-visit-linked = La fecha ahora es una visita de este tiempo en familia. Quienes ven los dos pueden verlo.
calendar-notice-visit-off = La fecha ya no es una visita de este tiempo en familia.
calendar-notice-visit-kept = Sigue siendo una visita, porque hay algo anotado sobre ella o pertenece a otra visita.
calendar-notice-recorded = Está guardado lo que pasó con esta visita.
calendar-notice-visit-cancelled = La visita está cancelada. Todas las personas invitadas pueden verlo.

# The numbers of visits, for court.
calendar-balance-title = Las visitas en números
calendar-balance-planned = Visitas planeadas
calendar-balance-held = Visitas que se hicieron
calendar-balance-open = Visitas por venir, o que aún no están anotadas
calendar-balance-cancelled = Visitas canceladas o que no se hicieron
calendar-balance-time-planned = Tiempo planeado
calendar-balance-time-held = Tiempo que pasaron juntos
calendar-balance-to-make-up = Visitas que se tenían que reponer
calendar-balance-made-up = Visitas que se repusieron
calendar-balance-owed = Visitas que todavía se tienen que reponer
