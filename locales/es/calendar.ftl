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

# Beside a checkbox.
calendar-day-off-anyway = Dejar este día de todos modos
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
calendar-hide-hint = Ven esta fecha, pero no el lugar ni cómo llegar.
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
calendar-notice-series-cancelled = Se cancelaron esta fecha y las posteriores. Todas las personas que estaban invitadas pueden verlo.
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
