### الصفحة القصيرة الواحدة.
home-hello = مرحبًا { $name }
home-days-to-18 = { $days ->
    [zero] تبلغون 18 عامًا اليوم.
    [one] بقي يوم واحد حتى تبلغوا 18 عامًا.
    [two] بقي يومان حتى تبلغوا 18 عامًا.
    [few] بقيت { $days } أيام حتى تبلغوا 18 عامًا.
    [many] بقي { $days } يومًا حتى تبلغوا 18 عامًا.
   *[other] بقي { $days } يوم حتى تبلغوا 18 عامًا.
}
home-next = القادم
home-next-empty = سيظهر هنا اجتماعكم القادم أو وقتكم العائلي القادم.
home-next-none = عندما يُحدَّد اجتماع أو وقت عائلي مع هذه العائلة، سيظهر ذلك هنا.
home-people = أشخاص إلى جانبكم
home-write-to = الكتابة إلى { $name }
home-team = كل من في فريقكم
home-owed = ما وعدناكم به
home-agency-owes = ما وعدت به الوكالة
home-we-promised = ما وعدنا به العائلة
home-steps = خطواتكم القادمة
home-steps-empty = لا خطوات لديكم الآن.
home-see-plan = عرض الخطة
home-new = جديد لكم
home-new-empty = عندما يكتب لكم أحد، سيظهر ذلك هنا.
home-new-count = جديد لكم: { $count }
home-walk-with = العائلات التي تدعمونها
home-families = عائلاتكم
home-families-all = كل العائلات
home-families-empty = عندما تضيفكم عائلة إلى فريقها، ستظهر هنا.
home-looked = تستطيع العائلة أن ترى أنكم فتحتم هذه الصفحة.
home-wanted-title = ترجمات مطلوبة
home-wanted = { $count ->
    [zero] لا نصوص للترجمة إلى { $language }
    [one] نص واحد للترجمة إلى { $language }
    [two] نصان للترجمة إلى { $language }
    [few] { $count } نصوص للترجمة إلى { $language }
    [many] { $count } نصًا للترجمة إلى { $language }
   *[other] { $count } نص للترجمة إلى { $language }
}
home-from-to = { $from } – { $to }
home-when = { $day } · { $time }
home-by = آخر موعد: { $day }
home-was-due = كان موعده { $day }
home-any-time = متى شئتم
home-who-when = { $name } · { $when }
home-late = { $days ->
    [zero] اليوم
    [one] متأخر يومًا
    [two] متأخر يومين
    [few] متأخر { $days } أيام
    [many] متأخر { $days } يومًا
   *[other] متأخر { $days } يوم
}
home-on-time = في الموعد
home-stuck = تحتاجون مساعدة؟
home-wrote = رسالة لكم من { $name }
home-kind-family-time = وقت عائلي
home-kind-meeting = اجتماع الفريق
home-kind-hearing = جلسة محكمة
home-kind-appointment = موعد
home-kind-review = مراجعة الخطة
home-kind-training = تدريب
home-kind-transition-conference = اجتماع المرحلة الانتقالية
home-kind-other = موعد من نوع آخر
home-partners = داعمو الأهالي الذين تشرفون عليهم
home-partners-empty = عندما يُعيَّن داعم أو داعمة لعائلة، سيظهر ذلك هنا.
home-partner-walks = { $count ->
    [zero] لا أحد من الأهالي الآن
    [one] دعم واحد من الأهالي
    [two] دعم اثنين من الأهالي
    [few] دعم { $count } من الأهالي
    [many] دعم { $count } من الأهالي
   *[other] دعم { $count } من الأهالي
}
home-asked = ما سألتم الفريق عنه
home-to-answer = بانتظار جوابكم
home-said = { $name }: { $kind }
home-answered = تم الرد
home-waits = بانتظار الرد
home-answer-by = آخر موعد للرد: { $day }
home-plan-changed = تغيرت الخطة: النسخة { $version }
home-date-added = أُضيف موعد جديد
home-date-moved = نُقل موعد إلى وقت آخر
home-date-changed = تغيّر موعد
home-date-cancelled = أُلغي موعد
home-date-restored = أُعيد موعد كان ملغى
home-notes-new = توجد ملاحظات جديدة عن اجتماع أو جلسة
home-commitment-asked = طلب لكم من { $name }
home-commitment-answered = جواب لكم من { $name }
home-translated = ما طلبتموه متوفر الآن باللغة { $language }
home-unread = لم تُقرأ منذ أكثر من يومين
home-unread-hint = كتبت العائلات إلى هؤلاء الأخصائيين. ترون منذ متى تنتظر كل رسالة، لا ما تقوله.
home-unread-days = { $count ->
    [zero] اليوم
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
home-duties = مهام هذا الأسبوع
home-duties-late = مهام متأخرة
home-duties-empty = لا أجوبة ولا وعود مطلوبة هذا الأسبوع.
home-duty-answer = { $name } بانتظار جواب
home-duty-team = كتابة من { $name } عن الفريق
home-duty-promise = وعد من { $name }
home-duty-promise-own = وعدكم للعائلة
home-duty-promise-agency = وعد من الوكالة
home-duty-new-time = طلب تغيير من { $name }
home-duty-make-up = زيارة يجب تعويضها
home-duty-documents = وثائق من أجل { $name }
home-duty-right = سؤال من { $name } عن الحقوق
home-duty-need = طلب مساعدة للحضور من { $name }: { $need }
home-duty-need-withdrawn = لم تعد هناك حاجة لدى { $name }: { $need }

# An interpreter who is not found shortly before a date.
home-need-urgent = بقي أقل من 48 ساعة
home-duty-notes = كتابة الملاحظات: { $kind }
home-notes-by = الملاحظات حتى: { $day }
home-duty-translation = { $count ->
    [zero] لا نصوص مطلوبة باللغة { $language } من { $name }
    [one] نص واحد مطلوب باللغة { $language } من { $name }
    [two] نصان مطلوبان باللغة { $language } من { $name }
    [few] { $count } نصوص مطلوبة باللغة { $language } من { $name }
    [many] { $count } نصًا مطلوبًا باللغة { $language } من { $name }
   *[other] { $count } نص مطلوب باللغة { $language } من { $name }
}
home-translation-by = آخر موعد للترجمة: { $day }
home-week = اجتماعات وأوقات عائلية هذا الأسبوع
home-family-duties = { $count ->
    [zero] لا شيء مطلوب هذا الأسبوع
    [one] مهمة واحدة هذا الأسبوع
    [two] مهمتان هذا الأسبوع
    [few] { $count } مهام هذا الأسبوع
    [many] { $count } مهمة هذا الأسبوع
   *[other] { $count } مهمة هذا الأسبوع
}
home-last-contact = آخر تواصل: { $day }
home-no-contact = لم يُسجَّل أي تواصل بعد
home-next-event = الموعد القادم: { $day } · { $time }
home-log-contact = تسجيل تواصل
home-queue = { $count ->
    [zero] لا طلبات بالانتظار.
    [one] طلب واحد بالانتظار.
    [two] طلبان بالانتظار.
    [few] { $count } طلبات بالانتظار.
    [many] { $count } طلبًا بالانتظار.
   *[other] { $count } طلب بالانتظار.
}
home-queue-oldest = { $days ->
    [zero] أقدم طلب من اليوم.
    [one] أقدم طلب منذ يوم واحد.
    [two] أقدم طلب منذ يومين.
    [few] أقدم طلب منذ { $days } أيام.
    [many] أقدم طلب منذ { $days } يومًا.
   *[other] أقدم طلب منذ { $days } يوم.
}
