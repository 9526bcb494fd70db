### Conversaciones privadas.
messages-title = Mensajes
messages-empty = Todavía no tiene conversaciones. Empiece una con alguien de su equipo.
messages-start = Escribir a alguien
messages-new-title = ¿A quién quiere escribir?
messages-new-empty = Todavía no hay a quién escribir. Llámenos si necesita a alguien.
messages-not-sure = ¿No sabe a quién? Llámenos y le ayudamos.
messages-role-for = { $role } · { $what }
messages-for-worker = para el plan, el tiempo en familia y lo que le prometimos
messages-for-mentor = también pasó por esto
messages-for-supervisor = cuando algo no funciona
messages-readers = Solo { $names } pueden leer esto.
messages-readers-two = Solo ustedes dos pueden leer esto.
messages-name-role = { $name } ({ $role })
messages-mentor-reports = Lo que tiene que reportar un(a) mentor(a) de padres
messages-mentor-reports-body = Lo que usted escribe aquí queda entre usted y su mentor(a). Hay una excepción. Si un niño, una niña o una persona adulta está en peligro, su mentor(a) tiene que avisar a la agencia. Si puede, se lo dirá primero a usted.
messages-all-report = Lo que se tiene que reportar
messages-all-report-body = Todas las personas nombradas arriba pueden leer esto. Si un niño, una niña o una persona adulta está en peligro, las mentoras, los mentores y el personal de la agencia tienen que reportarlo.
messages-older = Ver mensajes anteriores
messages-thread-empty = Todavía no hay nada. Salude.
messages-unread-divider = Mensajes nuevos
messages-you = Usted
# The reader, as the first name of a list inside a sentence.
messages-you-in-list = usted
messages-entered = lo ingresó la agencia
messages-to = Su mensaje para { $name }
messages-to-all = Su mensaje
messages-send = Enviar
messages-not-watched = No se lee día y noche
messages-not-watched-body = Puede pasar un tiempo antes de que alguien lea su mensaje. Para recibir ayuda ahora, llame:
messages-not-watched-call = Ayuda ya:
messages-draft-saved = Guardado. Puede terminarlo después.
messages-draft-not-saved = Todavía no se guardó. Deje esta página abierta.
messages-left = Caracteres que le quedan: {"{n}"}
messages-too-long = Caracteres de más: {"{n}"}
messages-look-again = Ver si hay mensajes nuevos
messages-disconnected = Los mensajes nuevos pueden llegar tarde. Estamos tratando de conectar otra vez.
messages-sending = Enviando …
messages-sent = Enviado.
messages-not-sent-yet = Aún no se envió: no hay conexión. Deje abierta esta página y lo intentaremos otra vez.
messages-first-sent = Lo primero que escribió ya se envió. Lo que escribió después sigue aquí.
messages-not-sure-write = ¿No sabe a quién? Escriba a { $name }, que dirige su equipo
messages-several = Escribir a varias personas a la vez
messages-several-hint = Todas las personas que elija pueden leer todo lo que se escriba aquí. Cada una ve quién más puede leer.
messages-two-parents = Si elige a los dos padres, cada uno lee lo que escribe el otro. Hágalo solo si los dos están de acuerdo y ninguna orden lo prohíbe.
messages-kind = ¿Qué tipo de conversación?
messages-kind-team = Con el equipo. Usted también la lee.
messages-kind-family = Solo para la familia. Usted no la lee.
messages-who = ¿Quién debe leerla?
messages-begin = Empezar
messages-begun = Ahora tienen una conversación propia. Usted no puede leerla.
messages-told-began = { $by } empezó esta conversación. Todas las personas nombradas arriba pueden leerla desde la primera palabra.
messages-told-joined = { $by } agregó a { $who }, que puede leer desde aquí.
messages-told-left = { $who } salió y no puede leer nada nuevo.
messages-told-taken-off = { $by } quitó a { $who }, que ya no puede leer nada nuevo.
messages-told-handover = { $by } ya no trabaja con ustedes. Ahora trabaja con ustedes { $who }.
messages-alone = Una conversación que solo usted lee
messages-list-closed = cerrada
messages-list-all = Todas las conversaciones
messages-closed = Nadie más lee ya esta conversación. Usted todavía puede leer lo que se escribió.
messages-closed-write = Escribir a { $name } ({ $role })
messages-readers-more = Más sobre quién puede leer
messages-readers-who = Quién la lee y desde cuándo
messages-readers-title = Quién puede leer esta conversación
messages-back = Volver a la conversación
messages-readers-all = lee todo desde el principio
messages-readers-since = puede leer desde: { $day }
messages-readers-now = lee desde ahora
messages-readers-until = no puede leer nada nuevo desde: { $day }
messages-readers-put-in = Agregar a alguien
messages-readers-put-in-hint = Puede leer desde ahora, no lo que se escribió antes. Se avisa a todas las personas.
messages-readers-add = Agregar a { $name } ({ $role })
messages-readers-take-off = Quitar a { $name }
messages-leave-title = Salir de esta conversación
messages-leave-hint = Ya no la verá. Las demás personas sabrán que usted salió.
messages-leave = Salir de la conversación
messages-receipts-title = ¿Pueden los demás ver lo que usted ha leído?
messages-receipts-on = Sí. Pueden ver cuándo usted leyó sus mensajes. Usted también ve cuándo leyeron los suyos, si ellos quieren.
messages-receipts-off = No. No ven lo que usted ha leído, y usted no lo ve de ellos.
messages-receipts-both = En esta conversación están los dos padres. Ninguno ve lo que leyó el otro hasta que los dos digan que sí.
messages-receipts-turn-off = Dejar de mostrarlo
messages-receipts-turn-on = Mostrarlo
messages-receipt-read = Leído
messages-receipt-read-by = Leído por { $names }
messages-receipt-reached = Entregado
messages-receipt-sent = Enviado
messages-away-title = Cuando usted no está
messages-away-hint = Las familias lo ven sobre el lugar donde escriben, con la persona que le reemplaza.
messages-away-starts = Primer día de ausencia
messages-away-ends = Último día de ausencia
messages-away-who = ¿Quién le reemplaza?
messages-away-who-hint = Una familia solo ve a alguien de su propio equipo.
messages-away-nobody = Nadie
messages-away-save = Guardar
messages-away-back = Ya volví
messages-away-until = { $name } no está. Último día de ausencia: { $day }.
messages-away-cover = Mientras tanto, escriba a { $name }
messages-send-now = Enviar ahora
messages-lines-title = ¿Quiere hablar con alguien ahora?
messages-lines-body = Puede pasar un tiempo antes de que alguien lea su mensaje. Estas personas contestan de día y de noche, y es gratis. Si le contestan en inglés, diga “Spanish” y espere: le atenderán en español.
messages-lines-911 = si usted u otra persona está en peligro ahora
messages-lines-988 = cuando es demasiado: llame y oprima 2, o mande AYUDA por mensaje de texto
messages-lines-home = cuando alguien en casa le hace daño o le da miedo
messages-lines-211 = para comida o un lugar para dormir
messages-lines-after = No le dijimos a nadie. Su mensaje sigue aquí y aún no se envió.
messages-urgent = Urgente
messages-untold = Aún sin avisar: { $names }. Lo intentamos y no pudimos. Llame si no puede esperar.
messages-notify-title = Cómo le avisamos
messages-notify-what = Cuando hay algo nuevo, le enviamos solo esta frase: “{ $words }”. Sin nombres, sin nada de lo escrito y sin decir quiénes somos.
messages-notify-none = Todavía no podemos enviar avisos. Verá lo nuevo cuando entre.
messages-notify-shared = Otras personas también usan este teléfono o computadora, por eso no mostramos avisos aquí.
messages-notify-trouble-email = Desde el { $date } no hemos podido avisarle por correo electrónico. Revise su correo abajo o elija otra manera.
messages-notify-trouble-sms = Desde el { $date } no hemos podido avisarle por mensaje de texto. Revise su número de teléfono abajo o elija otra manera.
messages-notify-trouble-push = Uno de sus teléfonos o computadoras no recibe nuestros avisos desde el { $date }. Actívelos otra vez allí o elija otra manera.
messages-notify-mode = ¿Con qué frecuencia?
messages-notify-each = Cada vez que haya algo nuevo
messages-notify-daily = Una vez al día
messages-notify-off = Nunca. Yo entro a revisar.
messages-notify-remind = ¿Quiere un recordatorio antes de una fecha?
messages-notify-remind-hint = Recibe la misma frase. La enviamos solo en sus horas seguras. Si entonces fuera muy tarde, la enviamos antes.
messages-notify-remind-never = Sin recordatorios
messages-notify-remind-day = El día anterior
messages-notify-remind-hours = Dos horas antes
messages-notify-remind-both = El día anterior y dos horas antes
messages-notify-email = Su correo electrónico
messages-notify-email-hint = Déjelo en blanco si otra persona puede leer su correo.
messages-notify-phone = Su número de teléfono para mensajes de texto
messages-notify-phone-hint = Déjelo en blanco si otra persona puede ver sus mensajes.
messages-notify-consent = Si da un número, acepta que le enviemos la frase de arriba por mensaje de texto. Su compañía de teléfono puede cobrarle. Responda ALTO para no recibir más.
messages-notify-stopped = Dejamos de enviar mensajes a este número el { $date }, porque desde él se envió ALTO. Para recibirlos otra vez, envíe INICIAR desde ese teléfono al número del que venían nuestros mensajes.
messages-notify-from = Me pueden avisar sin riesgo desde
messages-notify-from-hint = Elija horas en que nadie más mira su teléfono. No enviamos nada a otras horas. Elija la misma hora dos veces si puede ser a cualquier hora.
messages-notify-until = Me pueden avisar sin riesgo hasta
messages-notify-old-way = Si cambia su correo o su teléfono, o si ya no quiere avisos, le enviamos un último aviso de la manera anterior.
messages-notify-save = Guardar
messages-notify-saved = Guardado.
messages-notify-browser = En este teléfono o computadora
messages-notify-browser-until = Solo si nadie más lo usa. Los avisos se muestran también con el portal cerrado. Dejan de llegar cuando usted cierra la sesión aquí.
messages-notify-browser-on = Avisarme aquí
messages-notify-browser-no = Este teléfono o computadora no permite avisos.
messages-notify-iphone = En un iPhone o iPad
messages-notify-iphone-1 = Abra esta página en Safari. Toque el botón Compartir y luego “Agregar a Inicio”.
messages-notify-iphone-2 = El icono se llama “Notes”. Puede ponerle otro nombre. Quien vea su teléfono puede ver el icono.
messages-notify-iphone-3 = Ábralo desde su pantalla de inicio y entre allí. Vuelva a esta página y toque “{ $button }”.
messages-notify-browsers = { $count ->
    [one] Le avisamos en { $count } teléfono o computadora.
    [many] Le avisamos en { $count } teléfonos o computadoras.
   *[other] Le avisamos en { $count } teléfonos o computadoras.
}
messages-notify-browsers-off = Dejar de avisarme allí
messages-file-add = Foto o voz
messages-file-label = Foto, PDF o grabación de voz
messages-file-hint = Hasta 4 archivos. Hacemos las fotos más pequeñas y borramos el lugar donde se tomaron.
messages-file-picture = Foto de { $name }
messages-file-voice = Mensaje de voz de { $name }
messages-file-recording = { $label }: guárdelo para escucharlo ({ $size } KB)
messages-file-paper = Guardar el documento (PDF, { $size } KB)
messages-voice-start = Grabar un mensaje de voz
messages-voice-stop = Detener la grabación
messages-voice-on = Grabando. Tiene hasta 3 minutos.
messages-voice-done = Su mensaje de voz está listo. Escúchelo o envíelo.
messages-voice-play = Escuchar
messages-voice-play-stop = Parar
messages-voice-remove = Quitar la grabación
messages-voice-removed = Se quitó su mensaje de voz.
messages-voice-no = No pudimos usar el micrófono de este teléfono o computadora.
messages-aloud = Leer en voz alta
messages-aloud-stop = Dejar de leer
messages-told-translated = { $who }, intérprete, leyó un mensaje aquí y lo tradujo.
messages-told-see = Verlo
messages-made-person = Traducción de { $name }, intérprete. { $day }
messages-interpret-link = Pedir que un(a) intérprete lo traduzca
messages-interpret-person = Pedir a una persona que lo traduzca
messages-interpret-voice = Pedir esto por escrito
messages-interpret-asked = Ya pedimos la traducción. Aparecerá aquí.
messages-machine-ask = Ver ahora una traducción automática
messages-machine-no = No se pudo hacer la traducción automática. Pídala a una persona.
messages-interpret-title = Pedir una traducción
messages-interpret-hint = Quien interpreta lee este mensaje y nada más, a menos que usted permita más. Todas las personas de la conversación sabrán que se leyó.
messages-interpret-before = ¿Puede leer también los mensajes anteriores?
messages-interpret-only = No, solo este mensaje
messages-interpret-three = Sí, tres mensajes antes
messages-interpret-ten = Sí, diez mensajes antes
messages-interpret-ask = Pedir
messages-queue-title = Esperan traducción
messages-queue-empty = No hay nada pendiente para usted.
messages-queue-into = Un mensaje por traducir: { $language }
messages-queue-text = Una parte de un plan por traducir: { $language }
messages-queue-due = Fecha límite: { $day }
messages-queue-age = { $days ->
    [0] Se pidió hoy
    [one] Se pidió hace { $days } día
    [many] Se pidió hace { $days } días
   *[other] Se pidió hace { $days } días
}
messages-queue-yours = suyo
messages-queue-done = Gracias. Ya pueden leerlo.
messages-claim = Empezar esta traducción
messages-claim-hint = Cuando empiece, nadie más puede tomarla. Entonces verá las palabras.
messages-translate-label = Su traducción en { $language }
messages-translate-save = Enviar la traducción
messages-translate-before = Mensajes anteriores
messages-translate-rules = Traduzca todo, sin agregar ni quitar nada. Lo que lea aquí es privado. Cuando termine, no lo verá más.
messages-translate-voice = El mensaje de voz
messages-translate-back = No puedo con este. Devolverlo.
messages-search-title = Buscar palabras en sus mensajes
messages-search-label = ¿Qué palabras?
messages-search-go = Buscar
messages-search-none = No encontramos nada. Pruebe con una palabra, o con el principio de una palabra.
messages-search-newest = Estos son los { $count } más nuevos. Agregue otra palabra para encontrar los anteriores.
messages-search-own = Usted, para { $names }
messages-search-among = { $name }, para usted y { $names }
messages-search-found = { $count ->
    [one] { $count } mensaje
    [many] { $count } mensajes
   *[other] { $count } mensajes
}
messages-paper-title = Imprimir o guardar esta conversación
messages-paper-hint = Todo lo que usted puede leer en esta conversación. Sin fotos, documentos ni mensajes de voz.
messages-paper-part = Esta es una parte de su conversación: del { $first } al { $last }. No incluye fotos, documentos ni mensajes de voz.
messages-paper-parts = Su conversación es larga, así que se imprime por partes. La hoja de cálculo la tiene completa.
messages-paper-earlier = Mensajes anteriores
messages-paper-careful = Otras personas también escribieron aquí. Guarde lo impreso donde solo usted lo vea.
messages-paper-take = Imprimirla o guardar una copia
messages-paper-table = Como hoja de cálculo (CSV)
messages-paper-interpreter = { $name }, intérprete
messages-paper-files = { $count ->
    [one] { $count } archivo
    [many] { $count } archivos
   *[other] { $count } archivos
}
messages-kept-days = { $count ->
    [one] Los mensajes se guardan { $count } día y luego se borran para siempre.
    [many] Los mensajes se guardan { $count } días y luego se borran para siempre.
   *[other] Los mensajes se guardan { $count } días y luego se borran para siempre.
}
messages-contact-title = Contactos entre la madre o el padre y su mentor(a)
messages-contact-hint = Con un toque anota que hoy estuvieron en contacto. La madre o el padre y la coordinación ven la misma lista: cuándo y cómo, nada más.
messages-contact-who = ¿Con quién estuvo en contacto?
messages-contact-today = Hoy con { $name }
messages-contact-kind-call = Una llamada
messages-contact-kind-visit = Nos vimos
messages-contact-kind-text = Nos escribimos
messages-contact-kind-beside = En una reunión o en la corte
messages-contact-month = { $count ->
    [one] { $month }: { $count } contacto
    [many] { $month }: { $count } contactos
   *[other] { $month }: { $count } contactos
}
messages-contact-none = Ninguno todavía.
messages-contact-names = { $mentor } y { $parent }
messages-contact-noted = Guardado.
messages-contact-out = Quitar esto
messages-contact-vouch = Cuando una madre o un padre no puede entrar
messages-contact-no-account = { $name } todavía no tiene una cuenta. Una persona que trabaja en el equipo de la familia de { $name } puede hacerle una carta. La carta trae un código para empezar.
messages-starts = Plantillas de mensajes
messages-start-seen = Recibí su mensaje. Lo voy a revisar y le contesto en cuanto pueda.
messages-start-meeting = Ya viene nuestra próxima reunión. ¿De qué quiere que hablemos primero?
messages-start-how = ¿Cómo está esta semana? ¿Hay algo en que podamos ayudar?
messages-start-late = Disculpe que esto tardara tanto. Sigo trabajando en ello y le escribo cuando sepa más.
messages-newest = Ir a los mensajes más nuevos
messages-contact-reads = Cuándo estuvieron en contacto la madre o el padre y su mentor(a), y cómo. Aquí no se escribe nada más.
messages-file-held = { $count ->
    [one] Su archivo está guardado y se enviará con su mensaje.
    [many] Sus { $count } archivos están guardados y se enviarán con su mensaje.
   *[other] Sus { $count } archivos están guardados y se enviarán con su mensaje.
}
messages-file-without = Enviar solo mi mensaje
messages-file-again = Elija estos archivos otra vez, si todavía los quiere enviar: { $names }
messages-file-others = Para enviar otros archivos en su lugar, elíjalos aquí.

# The columns of a conversation that is saved as a table.
messages-column-time = Fecha y hora
messages-column-author = De
messages-column-language = Idioma
messages-column-words = Mensaje
messages-column-files = Archivos
