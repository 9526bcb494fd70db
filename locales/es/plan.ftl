### Nuestro plan.
plan-title = Nuestro plan
plan-version = Versión { $version } · desde el { $day }
plan-empty = Todavía no hay un plan. Cuando su equipo haga uno con usted, lo verá aquí.
plan-ours = En nuestras palabras
plan-ours-empty = Aquí van sus propias palabras, antes que todo lo demás.
plan-author = { $name }
plan-author-entered = { $name } · lo escribió la agencia
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
plan-by = Plazo: { $day }
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
plan-outcome-stopped = Lo dejamos
plan-outcome-kept = Lo dejamos como está
plan-outcome-not-now = Por ahora no
plan-answer = Contestar
plan-answer-what = ¿Qué contesta el equipo?
plan-answer-words = Por qué, en palabras sencillas. Un no siempre lleva una razón.
plan-answer-send = Enviar la respuesta
plan-answer-by = El equipo contesta antes del { $day }.
plan-answer-late = El equipo debía contestar antes del { $day }. Ya pasó la fecha.
plan-review-by = El equipo lo revisa antes del { $day }.
plan-replies = Lo que se dijo y en qué quedó
plan-replies-waiting = En espera del equipo
plan-replies-rest = Todo lo demás
plan-replies-empty = Aquí quedará lo que usted u otros digan del plan, con las respuestas del equipo.
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
plan-safety-always = Siempre disponibles
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
