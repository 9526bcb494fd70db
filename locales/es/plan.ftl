### Nuestro plan.
plan-title = Nuestro plan
plan-version = Versión { $version } · desde el { $day }
plan-empty = Todavía no hay un plan. Cuando su equipo haga uno con usted, lo verá aquí.
plan-ours = En nuestras palabras
plan-ours-empty = Aquí van sus propias palabras, antes que todo lo demás.
plan-author = { $name }
plan-author-entered = { $name } · lo ingresó la agencia
plan-strengths = Lo que es fuerte aquí
plan-heading = Hacia dónde vamos
plan-goal = Meta
plan-since = Desde
plan-why = Por qué
plan-concurrent = Si eso no se puede
plan-permanency-return-home = Los niños vuelven a casa
plan-permanency-adoption = Adopción
plan-permanency-guardianship = Vivir con un tutor legal
plan-permanency-relative = Vivir con un familiar para siempre
plan-permanency-other-planned = Otro hogar que dura, con un adulto que se queda
plan-family-goals = Nuestras propias metas
plan-agency-goals = Metas del equipo
plan-how-we-know = Cómo lo sabremos:
plan-by = Fecha límite: { $day }
plan-agency = Agencia
plan-you = Usted
plan-late = Tarde
plan-state-done = Hecho
plan-state-not-yet = Todavía no
plan-state-need-help = Necesita ayuda
plan-state-cannot = No se puede hacer
plan-needs = Lo que necesitamos
plan-worries = Lo que preocupó a otros
plan-worries-inside = Adentro: lo que preocupó a otros sobre la seguridad. Puede ser difícil de leer. Puede leerlo después o con alguien.
plan-changes = Lo que tiene que ser cierto para terminar
plan-back = Volver a nuestro plan
plan-goals = Metas y pasos
plan-next = Haga esto ahora
plan-done-count = { $count ->
    [one] Ver { $count } paso ya hecho
    [many] Ver { $count } pasos ya hechos
   *[other] Ver { $count } pasos ya hechos
}
plan-think = ¿Qué piensa usted?
plan-think-of = ¿Qué piensa usted? { $section }
plan-talk = Lo que se dijo
plan-talk-empty = Nadie ha dicho nada aquí todavía. Usted puede empezar.
plan-talk-count = { $count ->
    [one] { $count } respuesta
    [many] { $count } respuestas
   *[other] { $count } respuestas
}
plan-talk-waits = { $count ->
    [one] { $count } respuesta, en espera del equipo
    [many] { $count } respuestas, algunas en espera del equipo
   *[other] { $count } respuestas, algunas en espera del equipo
}
plan-say = Diga lo que piensa
plan-words = En sus propias palabras
plan-send = Enviar al equipo
plan-who = ¿Quién puede leer esto?
plan-who-own = Solo mi trabajador y su supervisor
plan-who-wide = Todos los que pueden ver esta parte del plan
plan-who-plan = Todos los que pueden ver el plan
plan-who-when = { $name } · { $day }
plan-kind-comment = Quiero decir algo
plan-kind-agree = Estoy de acuerdo
plan-kind-disagree = No estoy de acuerdo
plan-kind-change = Quiero un cambio
plan-kind-not-helping = Esto no ayuda
plan-kind-done = Hecho
plan-kind-not-yet = Todavía no
plan-kind-need-help = Necesito ayuda
plan-kind-cannot = No puedo hacer esto
plan-kind-propose-goal = Propongo una meta
plan-kind-propose-step = Propongo un paso
plan-kind-propose-service = Propongo una ayuda o un servicio
plan-outcome-accepted = Sí, entra en el plan
plan-outcome-changed = Lo vamos a cambiar
plan-outcome-stopped = Vamos a suspenderlo
plan-outcome-kept = Vamos a mantenerlo como está
plan-outcome-not-now = Por ahora no
plan-answer = Contestar
plan-answer-what = ¿Qué contesta el equipo?
plan-answer-words = Por qué, en palabras sencillas. Un no siempre lleva una razón.
plan-answer-send = Enviar la respuesta
plan-answer-by = El equipo contestará a más tardar el { $day }.
plan-answer-late = El equipo tenía que contestar a más tardar el { $day }. Está atrasado.
plan-review-by = El equipo volverá a ver esto a más tardar el { $day }.
plan-replies = Lo que se dijo y en qué quedó
plan-replies-waiting = En espera del equipo
plan-replies-rest = Todo lo demás
plan-replies-empty = Aquí quedará lo que usted u otros digan del plan, con las respuestas del equipo.
plan-translations = Traducciones que pidieron
plan-translations-empty = Nadie espera una traducción.
plan-translations-done = La traducción se guardó. Avisaremos a la persona que la pidió.
plan-translation-title = Escribir esto en { $language }
plan-translation-into = { $language } · Se pidió: { $asked } · Fecha límite: { $due }
plan-translation-claimed = Con un intérprete
plan-translation-claimed-hint = Un intérprete está trabajando en esto. Usted puede escribirlo si no puede esperar.
plan-translation-rules = Traduzca todo, sin agregar ni quitar nada. Escriba solo en un idioma que conozca bien. Si no lo conoce, déjelo para un intérprete.
plan-translation-label = Su traducción en { $language }
plan-translation-save = Guardar la traducción
plan-translation-where = Ver dónde están estas palabras
plan-translation-there = Esto ya tiene traducción.
plan-translation-typed = Lo que usted escribió
plan-propose = Proponer algo
plan-propose-what = ¿Qué propone usted?
plan-propose-words = Lo que ayudaría, en sus propias palabras
plan-propose-next = Su trabajador contesta en 7 días: sí, o por qué ahora no. Lo que usted propone nunca se borra.
plan-how-goes = ¿Cómo va?
plan-how-stands = Cómo está
plan-step-why = Una palabra de por qué, si quiere
plan-one-strength = Algo fuerte
plan-one-need = Algo que necesitamos
plan-one-worry = Algo que preocupó a otros
plan-one-change = Algo que tiene que ser cierto para terminar
plan-one-family-goal = Una meta nuestra
plan-one-goal = Una meta del equipo
plan-one-step = Un paso
plan-agency-who = La agencia: { $name }
plan-who-does = Quién lo hace
plan-when = Para cuándo
plan-seen-by = Quién puede ver esto
plan-edit = Editar el plan
plan-edit-note = Esta es su copia de trabajo. La familia la ve cuando usted la publica. Las palabras de la familia son solo suyas.
plan-publish-count = { $count ->
    [0] Nada que publicar todavía
    [one] Publicar { $count } cambio
    [many] Publicar { $count } cambios
   *[other] Publicar { $count } cambios
}
plan-not-published = Sin publicar
plan-add-strength = Añadir algo fuerte
plan-add-need = Añadir algo que se necesita
plan-add-worry = Añadir una preocupación
plan-add-change = Añadir lo que tiene que ser cierto para terminar
plan-add-goal = Añadir una meta
plan-add-step = Añadir un paso
plan-steps-without-goal = Pasos que aún no tienen meta
plan-line-words = En palabras sencillas y amables
plan-line-benchmark = ¿Cómo lo sabrán todos?
plan-line-why = ¿Por qué cambia? La familia leerá esto.
plan-agency-owes = La agencia
plan-save-draft = Guardar en la copia de trabajo
plan-take-out = Quitarlo
plan-put-back = Volver a ponerlo
plan-taken-out = Esta línea está quitada. La familia aún la lee hasta que usted publique.
plan-meanwhile = Alguien cambió esto mientras usted escribía. Ahora dice:
plan-their-words = Las palabras de la familia. Solo ellos las cambian.
plan-earlier = Textos anteriores
plan-own = Escribir en nuestras palabras
plan-own-words = ¿Qué deben saber todos de su familia?
plan-own-note = Sus palabras quedan arriba en el plan, enseguida. Nadie más puede cambiarlas.
plan-own-change = Cambiar mis palabras
plan-save-own = Guardar mis palabras
plan-who-partner = Ellos dos y mi madre o padre mentor
plan-versions = Qué cambió y por qué
plan-version-by = Versión { $version } · { $day }
plan-version-before = La versión anterior
plan-version-after = La versión siguiente
plan-first-version = Esta es la primera versión que se guarda aquí.
plan-no-changes = Nada cambió en las partes que usted puede ver.
plan-what-changed = Lo que cambió
plan-what-changes = Lo que cambia
plan-change-added = Nuevo
plan-change-gone = Se quitó
plan-change-changed = Cambió
plan-before = Antes
plan-now = Ahora
plan-publish-title = Publicar el plan
plan-publish = Publicar la versión { $version }
plan-publish-why = ¿Por qué una versión nueva? La familia leerá esto primero.
plan-asked = ¿Le preguntó a la familia?
plan-asked-hint = Marque una parte solo si la habló con ellos. Ellos pueden ver que usted la marcó.
plan-we-asked = Hablamos de “{ $section }”
plan-missing = Lo que falta
plan-missing-strengths = Algo fuerte. Todo plan empieza con lo que es fuerte.
plan-missing-own-words = Las palabras de la familia. Pídales que escriban algunas.
plan-missing-change = Nada ha cambiado desde la última versión.
plan-missing-asked = No se ha preguntado a la familia por “{ $section }” desde que cambió.
plan-more-steps = Más pasos
plan-print = Para imprimir
plan-print-how = Para imprimir o guardar como archivo, use el menú de su navegador.
plan-orders = Lo que ordenó la corte
plan-one-order = Algo que ordenó la corte
plan-order-steps = Pasos para esto:
plan-order-no-step = Todavía no hay un paso para esto. Su trabajador lo ve.
plan-orders-unmet = { $count ->
    [one] { $count } orden aún no tiene un paso.
    [many] { $count } órdenes aún no tienen un paso.
   *[other] { $count } órdenes aún no tienen un paso.
}
plan-add-order = Añadir una orden de la corte
plan-which-order = ¿Qué orden de la corte cumple?
plan-no-order = Ninguna
plan-safety = Nuestro plan de seguridad
plan-safety-open = Abrir nuestro plan de seguridad
plan-safety-do = Lo que hacemos cuando se pone difícil
plan-safety-call = A quién llamamos
plan-safety-always = Otros números a los que puede llamar
plan-safety-empty = Cuando usted y su equipo hagan un plan de seguridad, estará aquí, en una página.
plan-add-safety-do = Añadir algo que hacer
plan-add-safety-call = Añadir a quién llamar
plan-hint = ¿Puede decirse más claro? Ya está guardado.
plan-hint-long = Una oración tiene { $count } palabras. Dos cortas se leen mejor.
plan-hint-better = — quizás:
plan-was-asked = { $name } dice que hablaron de esto el { $day }. Si no fue así, dígalo abajo.
plan-progress = Cómo va todo
plan-progress-empty = Cuando el equipo haga una revisión, aquí verá lo que dijo cada uno, con el tiempo.
plan-progress-nobody = Nadie ha dicho todavía cómo va. Usted puede empezar.
plan-progress-team = El equipo
plan-progress-none = No dijo nada
plan-progress-day = Revisión
plan-progress-caption = Lo que dijo cada uno, de 1 a { $top }
plan-progress-first = { $name }: { $last } de { $top } en la primera revisión. La línea crece desde aquí.
plan-progress-up = { $name }: subió de { $first } a { $last } de { $top } desde el { $day }.
plan-progress-same = { $name }: { $last } de { $top }, igual que el { $day }.
plan-progress-down = { $name }: de { $first } a { $last } de { $top } desde el { $day }. ¿Qué ayudaría?
plan-progress-ask = ¿Qué tan cerca estamos de lo que queremos?
plan-progress-yours = Su voz, para la revisión del { $day }
plan-progress-low = todavía lejos
plan-progress-high = ya llegamos
plan-progress-end = { $value } – { $words }
plan-review-add = Añadir una revisión
plan-review-held = ¿Cuándo fue?
plan-review-words = ¿Qué aprendió el equipo?
plan-review-scale = ¿Qué escala eligió el equipo?
plan-review-scale-hint = Queda igual desde la primera respuesta.
plan-review-scale-to = De 1 a { $top }
plan-review-low = ¿Qué significa 1, en palabras del equipo?
plan-review-high = ¿Qué significa el número más alto?
plan-review-save = Guardar la revisión
plan-seen-keep = Como está ahora
plan-seen-all = Todos los que ven esta parte del plan
plan-seen-only = Solo { $name }, los trabajadores y la supervisión
plan-children = Cómo están los niños
plan-one-well-being = Cómo está un niño
plan-area-physical = Cuerpo y salud
plan-area-mental = Sentimientos
plan-area-behavioral = Comportamiento
plan-area-education = Escuela y aprendizaje
plan-area-culture = Cultura y personas importantes
plan-next-date = Próxima fecha: { $day }
plan-next-when = Próxima fecha
plan-responsible = Quién se ocupa de esto
plan-nobody-yet = Nadie todavía
plan-which-child = ¿Qué niño?
plan-which-area = ¿Qué parte de la vida?
plan-add-well-being = Añadir cómo está un niño
plan-no-children = El registro de la agencia aún no nombra a ningún niño aquí. Pida a su oficina que los añada.
plan-decided-by = Quién lo decidió
plan-decider-court = El tribunal
plan-decider-team = Todo el equipo, juntos
plan-decider-family = La familia
plan-decider-agency = La agencia
plan-decider-tribe = La tribu
plan-heading-none = Todavía no hay meta
plan-heading-edit = Cambiar hacia dónde vamos
plan-heading-hint = La ley conoce cinco. La última es solo para quien tiene 16 años o más.
plan-heading-why = ¿Por qué, en palabras sencillas? La familia leerá esto.
plan-pick = Elija uno
plan-first = Primero:
plan-which-goal = ¿A qué meta pertenece?
plan-no-goal = Ninguna meta todavía
plan-which-after = ¿Hay que hacer antes otro paso?
plan-no-after = No, puede empezar ya
plan-closure-open = Ver cuánto hemos avanzado
plan-closure-empty = Cuando el equipo haya escrito qué debe cumplirse para cerrar, estará aquí.
plan-closure-count = Ya se cumple: { $done } de { $all }. Cuando todo se cumpla, el equipo pedirá cerrar.
plan-closure-after = Después de cerrar, usted podrá seguir leyendo todo aquí.
plan-true-now = Ya se cumple
plan-true-later = Todavía no
plan-common = Empezar con un paso que tienen muchos planes
plan-common-visit = Pasar tiempo en familia cada semana
plan-common-class = Ir a la clase para padres
plan-common-doctor = Hacer una cita con el médico
plan-common-counseling = Hablar con un consejero
plan-common-school = Reunirse con la escuela
plan-common-home = Encontrar una vivienda segura que podamos pagar
plan-common-ride = Organizar el transporte a las visitas y citas
plan-common-papers = Conseguir el acta de nacimiento y otros papeles
plan-common-work = Buscar un trabajo que vaya con nuestros días
plan-common-kin = Nombrar familiares y amigos que pueden ayudar
## Parts of the day
plan-part-morning = Mañana
plan-part-afternoon = Tarde
plan-part-evening = Noche
plan-busy-morning = { $weekday } por la mañana
plan-busy-afternoon = { $weekday } por la tarde
plan-busy-evening = { $weekday } por la noche
plan-busy-hint = La tarde es del mediodía a las { $time }. La noche es después de las { $time }.
plan-week = Lo que pide una semana
plan-week-of = Semana del { $day }
plan-week-before = La semana anterior
plan-week-after = La semana siguiente
plan-week-empty = Nadie de la familia está todavía en este equipo.
plan-week-asks = Esta semana: { $hours } · { $trips } · { $dates }
plan-week-hours-count = { $hours ->
    [one] { $hours } hora
    [many] { $hours } de horas
   *[other] { $hours } horas
}
plan-week-trips-count = { $trips ->
    [one] { $trips } viaje
    [many] { $trips } de viajes
   *[other] { $trips } viajes
}
plan-week-dates-count = { $count ->
    [one] { $count } cita
    [many] { $count } de citas
   *[other] { $count } citas
}
plan-week-slot = { $day }, { $from } – { $to }
plan-week-nothing = Nada del plan tiene hora fija esta semana.
plan-week-takes = Lo que pide cada semana
plan-week-hours = Horas por semana, por ejemplo 1.5
plan-week-trips = Viajes por semana, ida y vuelta
plan-week-day = ¿Es siempre el mismo día?
plan-week-no-day = No, en días distintos
plan-week-from = Desde
plan-week-to = Hasta
plan-week-carry = Lo que usted puede llevar
plan-week-carry-note = Usted sabe mejor cuánto cabe en su semana. Lo ven su trabajador y su supervisor, nadie más.
plan-week-hours-most = Horas por semana para el plan, como máximo
plan-week-trips-most = Viajes por semana, como máximo
plan-week-busy = Horas que ya tiene ocupadas
plan-week-busy-hint = Trabajo, escuela, oración, cuidar a alguien: no tiene que decir qué. Si un día está libre, déjelo en blanco.
plan-week-save = Guardar mi semana
plan-week-you-said = Usted dijo que puede llevar, como máximo:
plan-week-they-said = Dijo que puede llevar, como máximo:
plan-week-can-hours = { $hours ->
    [one] { $hours } hora
    [many] { $hours } de horas
   *[other] { $hours } horas
}
plan-week-can-trips = { $trips ->
    [one] { $trips } viaje
    [many] { $trips } de viajes
   *[other] { $trips } viajes
}
plan-week-over-mine = Esta semana pide más de lo que usted dijo que puede llevar. Dígaselo a su trabajador: juntos pueden mover o quitar cosas.
plan-week-over-theirs = Esta semana pide más de lo que dijo que puede llevar.
plan-week-warn-hours = Con esto, una semana pediría { $hours } horas a { $name }. { $name } dijo: { $most } como máximo.
plan-week-warn-trips = Con esto, una semana pediría { $trips } viajes a { $name }. { $name } dijo: { $most } como máximo.
plan-week-warn-busy = { $name } tiene otra cosa a esa hora: { $when }
plan-week-warn-clash = El plan ya tiene otra cosa para { $name } a esa hora: { $when }
plan-week-all-the-same = Lo hablé con esa persona. Guardar de todos modos.
plan-print-pdf = Como archivo PDF
plan-written-by = Lo escribió
plan-worried = Lo que preocupó, en palabras sencillas y amables
plan-safe-when = Lo que lo haría seguro:
plan-so-far = Lo que ya se hizo:
plan-keeps = Quién lo lleva adelante:
