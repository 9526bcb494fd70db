### خطة الانتقال الخاصة بشاب أو شابة.

## base
transition-title = خطة { $name }
transition-part-housing = مكان للسكن
transition-part-health = الصحة
transition-part-education = الدراسة والتدريب
transition-part-support = أشخاص وبرامج تساعدني
transition-part-work = العمل
transition-part-money = المال
transition-part-transport = التنقل
transition-part-relationships = الأصدقاء والعلاقات
transition-part-culture = ثقافتي ومن أنا
transition-part-legal = الأمور القانونية
transition-part-documents = أوراقي
transition-part-people = أشخاصي
transition-part-budget = ميزانيتي
transition-part-skills = مهارات الحياة
transition-release-is-required = تُشارَك لأن القانون يطلب ذلك
transition-release-is-private = أنتم فقط
transition-release-is-named = أشخاص اخترتموهم
transition-release-is-team = فريقكم
transition-release-open = من يرى هذا
transition-release-line-required = يطلب القانون هذا الجزء. يمكن أن يقرأه الأخصائي المسؤول عنكم ومن يشرف عليه وممثل القبيلة. لا أحد غيرهم.
transition-release-line-private = أنتم فقط ترون هذا.
transition-release-line-named = ترون هذا أنتم و{ $names }. لا أحد غيركم.
transition-release-line-named-required = ترون هذا أنتم و{ $names }. ولأن القانون يطلب هذا الجزء، يراه أيضًا الأخصائي المسؤول عنكم ومن يشرف عليه وممثل القبيلة.
transition-release-line-team = يمكن للبالغين في فريقكم رؤية هذا.
transition-open = خطتي للانتقال
transition-save = حفظ
transition-today = اليوم
transition-next-people = فكروا في شخص بالغ تعتمدون عليه. يمكنكم كتابة اسمه هنا.
transition-next-people-open = فتح أشخاصي
transition-next-skills = اختاروا شيئًا واحدًا تريدون تعلمه قبل أن تعيشوا وحدكم.
transition-next-skills-open = اختيار مهارة
transition-next-documents = انظروا أي الأوراق لديكم وأيها ينقصكم. ستحتاجون إليها في سن 18.
transition-next-documents-open = مراجعة أوراقي
transition-next-stay = قد يمكنكم البقاء في الرعاية بعد سن 18. اسألوا الأخصائي المسؤول عنكم الآن ما دام هناك وقت.
transition-next-stay-open = الكتابة إلى الأخصائي
transition-next-ninety-days = { $days ->
    [zero] تنتهي الرعاية اليوم. تأكدوا من أن لديكم كل أوراقكم.
    [one] تنتهي الرعاية بعد يوم واحد. تأكدوا من أن لديكم كل أوراقكم.
    [two] تنتهي الرعاية بعد يومين. تأكدوا من أن لديكم كل أوراقكم.
    [few] تنتهي الرعاية بعد { $days } أيام. تأكدوا من أن لديكم كل أوراقكم.
    [many] تنتهي الرعاية بعد { $days } يومًا. تأكدوا من أن لديكم كل أوراقكم.
   *[other] تنتهي الرعاية بعد { $days } يوم. تأكدوا من أن لديكم كل أوراقكم.
}
transition-next-after = ما كتبتموه ما زال هنا. حتى سن 21 يمكنكم أن تطلبوا العودة إلى الرعاية.
transition-next-keep = ما كتبتموه ما زال هنا ويبقى لكم.
transition-road = ماذا يأتي ومتى
transition-road-past = وصل
transition-road-next = التالي
transition-road-details = ما الذي يتغير كل مرة
transition-stop-fourteen = 14
transition-stop-sixteen = 16
transition-stop-seventeen-half = 17½
transition-stop-ninety-days = قبل انتهاء الرعاية بـ 90 يومًا
transition-stop-eighteen = 18
transition-stop-care-ends = انتهاء الرعاية
transition-stop-twenty-one = 21
transition-stop-twenty-three = 23
transition-change-fourteen = لكم رأي في خطتكم. يمكنكم اختيار شخصين لفريقكم. وتحصلون على قائمة بحقوقكم.
transition-change-sixteen = يمكن للمحكمة الآن أن تختار خطة طويلة الأمد مع شخص بالغ يبقى في حياتكم.
transition-change-seventeen-half = تبدؤون مع الأخصائي المسؤول عنكم خطة الخروج من الرعاية.
transition-change-ninety-days = تضعون مع الأخصائي المسؤول عنكم خطة لخطواتكم التالية. أنتم تقررون كم يكون فيها.
transition-change-eighteen = أنتم بالغون الآن. أنتم تقررون في صحتكم ومالكم وأوراقكم.
transition-change-care-ends = في هذا اليوم تكون كل أوراقكم معكم.
transition-change-twenty-one = هنا ينتهي البقاء في الرعاية والعودة إليها. ويسألكم استطلاع NYTD للمرة الأخيرة.
transition-change-twenty-three = هنا تنتهي المساعدة على العيش المستقل.
transition-doors = أجزاء خطتي
transition-doors-more = أجزاء أخرى
transition-law = القانون: { $law }
transition-owed-to-you = ما حان وقته لكم الآن
transition-owed = ما حان وقته الآن
transition-owed-none = لا شيء مطلوب اليوم.
transition-duty-rights-list = قائمة الحقوق، مشروحة وموقعة
transition-duty-independent-living-plan = خطة لتعلم العيش المستقل
transition-duty-credit-report = تقرير الائتمان لهذه السنة
transition-duty-discharge-plan = بدء خطة الخروج من الرعاية
transition-duty-ask-to-stay = حديث عن البقاء في الرعاية
transition-duty-ninety-day-plan = خطة التسعين يومًا
transition-duty-documents = كل الأوراق
transition-by-your-worker = يقوم بهذا الأخصائي المسؤول عنكم.
transition-by-you-both = تقومون بهذا مع الأخصائي المسؤول عنكم.
transition-by-agency = تقوم الوكالة بهذا.
transition-by-both = تقوم الوكالة والشاب أو الشابة بهذا معًا.
transition-due = آخر موعد: { $day }
transition-was-due = كان آخر موعد: { $day }
transition-release-title = من يرى: { $part }
transition-release-choose = من يمكنه رؤية هذا الجزء؟
transition-release-people = إذا اخترتم أشخاصًا: فمن هم؟
transition-release-others = من لا تحددونهم لا يرونه أبدًا.
transition-release-why = يقول القانون إن في خطتكم هذا الجزء، لكي تساعدكم الوكالة فيه. لذلك يمكن لعدد قليل من الأشخاص قراءته مهما اخترتم هنا. ملاحظتكم الخاصة لكم وحدكم.
transition-release-safety = إذا كتبتم أنكم أو أن شخصًا آخر في خطر، فعلى من يقرأ ذلك أن يتصرف.
transition-release-saved = تم الحفظ. يسري هذا من الآن.
transition-release-undo = تراجع
transition-release-take-back = إيقاف المشاركة الآن
transition-release-left = لم يعودوا في فريقكم، فلا يمكنهم رؤية هذا: { $names }
transition-release-no-team = لستم في فريق الآن، فلا يوجد شخص جديد تشاركونه هذا. ما زال بإمكانكم إيقاف المشاركة.
transition-release-history = من كان يمكنه رؤية هذا ومتى
transition-release-moment = { $day }، { $time }
transition-release-from = منذ { $from }
transition-release-from-until = من { $from } إلى { $until }
transition-release-at-first = قبل ذلك: { $release }
transition-note-open = ملاحظتي الخاصة
transition-note-title = ملاحظة خاصة: { $part }
transition-note-intro = أنتم فقط ترون هذه الملاحظة. لا تُشارَك مع أحد أبدًا.
transition-note-words = ملاحظتي
transition-note-saved = تم الحفظ. أنتم فقط ترونها.
transition-note-stored = المحفوظ الآن
transition-youths-title = خطط الانتقال للشباب
transition-youths-empty = لا شيء مشارَك معكم الآن.
transition-adult-intro = هذه خطتهم الخاصة. ترون ما يشاركونه معكم، وما يطلب القانون منكم قراءته. يمكنهم تغيير ذلك في أي وقت.
transition-adult-empty = لم يُكتب شيء هنا بعد.
transition-adult-required = مطلوب
transition-dates-open = تغيير التواريخ
transition-dates-title = تواريخ { $name }
transition-dates-born = تاريخ الميلاد: { $day }. إذا كان خطأ، يُصحَّح في سجلات الوكالة.
transition-dates-care = في الرعاية منذ
transition-dates-discharge = اليوم المتوقع لانتهاء الرعاية
transition-dates-discharge-hint = إذا تغير، فاكتبوا اليوم الجديد. يبقى القديم في السجل.
transition-dates-order = يوم انتهاء أمر أو اتفاق بعد سن 18
transition-dates-order-hint = اتركوه فارغًا إذا لم يوجد.
transition-dates-unknown = غير معروف
transition-dates-written = بقلم: { $name } · { $day }
transition-dates-imported = من سجلات الوكالة · { $day }
transition-dates-history = التواريخ السابقة
transition-dates-saved = تم حفظ التواريخ.

## areas

## documents

## people

## money

## rights

## ninety-days

## worker
