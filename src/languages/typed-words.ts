/**
 * What people type in their own language where a command asks for yes or no, a length of time or a date. English is
 * understood from everybody and stands in the parser. Accents, capitals and full-width digits may be typed or not.
 */
export interface TypedWords {
  /** The language among those of chrono-node, which reads the dates. */
  readonly chrono: 'de' | 'es' | 'fi' | 'fr' | 'it' | 'ja' | 'nl' | 'pt' | 'ru' | 'sv' | 'uk' | 'vi' | 'zh';
  /** Words for "on" and "yes", and for "off" and "no". */
  readonly on: string;
  readonly off: string;
  /** Ways to say that there is no end, with commas between them. */
  readonly never: string;
  /** "until", "for" and "since", with commas between them; `~` is the time: `bis ~`, `~まで`. */
  readonly until: string;
  readonly for: string;
  readonly since: string;
  /** "end of", before or after the name of a month. */
  readonly endOf: string;
  /** Each unit of time in all its forms. */
  readonly units: Readonly<Record<'minute' | 'hour' | 'day' | 'week' | 'month' | 'year', string>>;
  /** The numbers from 1 to 12, and further ones. A number has one word, or several with a slash between them. */
  readonly numbers: string;
  readonly otherNumbers: Readonly<Record<string, number>>;
  /** Words of a length that change nothing: "and", "the next". */
  readonly between: string;
  /** Words for an amount that is none: "some", "a few". */
  readonly vague: string;
  /** Where words stand without spaces: what ends in a time, which is a word of its own. */
  readonly glued?: RegExp;
  /** "please", "thanks", also behind a time. */
  readonly polite: string;
  /** "and" between people, and "for" before them. */
  readonly and: string;
  readonly forPerson: string;
  /** What is written behind a person: さん. */
  readonly behindPerson?: RegExp;
  /** A date that has been, such as "last Friday". */
  readonly past: RegExp;
  /** What goes on with a date that seemed to be complete: "prochaine" of "la fin de la semaine prochaine". */
  readonly goesOn: RegExp;
  /**
   * What people say who know no command's name, in small letters without accents, and the command that they probably
   * mean, the best first. It is only offered: a line in a chat means the same to everybody. `help` is answered.
   */
  readonly topics: readonly (readonly [RegExp, string])[];
  /**
   * Dates that chrono does not know in this language, and how it knows them, in this language or in English. All that
   * match are used, one after the other.
   */
  readonly dates: readonly (readonly [RegExp, string])[];
}

/** By the language's tag, as its catalog is called. */
export const typedWords: Readonly<Record<string, TypedWords>> = {
  de: {
    chrono: 'de',
    on: 'an ein ja wahr aktiv aktiviert aktivieren einschalten anschalten eingeschaltet angeschaltet',
    off: 'aus nein falsch inaktiv deaktiviert deaktivieren ausschalten abschalten ausgeschaltet abgeschaltet',
    never:
      'für immer, auf immer, für ewig, dauerhaft, auf Dauer, permanent, unbefristet, unbegrenzt, zeitlich unbegrenzt, lebenslang, ohne Ende, ohne Enddatum, ohne Befristung, kein Ende, kein Enddatum',
    until: 'bis ~, bis einschließlich ~, bis einschl. ~, bis inklusive ~, bis inkl. ~, bis spätestens ~',
    for: 'für ~, fuer ~, nur ~, nur für ~, ~ lang',
    since:
      'seit ~, seit dem ~, ab ~, vor ~, in den letzten ~, die letzten ~, der letzten ~, letzte ~, letzten ~',
    endOf: 'ende ~',
    units: {
      minute: 'minute minuten',
      hour: 'stunde stunden std',
      day: 'tag tage tagen',
      week: 'woche wochen',
      month: 'monat monate monaten monats',
      year: 'jahr jahre jahren jahres',
    },
    numbers:
      'ein/eine/einen/einem/einer/eines/eins zwei drei vier fünf/fuenf sechs sieben acht neun zehn elf zwölf/zwoelf',
    otherNumbers: {
      halbes: 0.5,
      halbe: 0.5,
      halben: 0.5,
      anderthalb: 1.5,
      eineinhalb: 1.5,
      vierzehn: 14,
      zwanzig: 20,
      dreißig: 30,
      sechzig: 60,
      neunzig: 90,
    },
    between: 'und die nächsten nächste noch ca ca. circa etwa ungefähr rund genau',
    vague: 'ein eine paar einige mehrere wenige viele die der den diese diesen nächste nächsten ganze ganzen',
    polite: 'bitte danke dankeschön vielen dank lg gruß grüße',
    and: 'und u. sowie',
    forPerson: 'für fuer',
    past: /^(?:zum |am |den |dem )?(?:letzt|vorig|vergangen)\p{L}+ /iu,
    goesOn: /^(?:früh|vormittags?|mittags?|nachmittags?|abends?|nachts?|nächst|kommend|letzt)/i,
    topics: [
      [/^(hilfe|hilf|guten (morgen|tag|abend)|servus|gruss|danke|ja|nein|was kannst du)/, 'help'],
      [/lizenz.*(zuruck|abgeben|kundigen|nicht mehr|loschen)|(keine|nicht mehr).*lizenz/, 'return-license'],
      [/(habe ich|wie lange|wann).*lizenz|lizenz.*(lauft|endet|ablauf)/, 'status'],
      [/lizenz|bezahlt|langer|\d+ ?min/, 'request-license'],
      [/passwor|kennwor|einloggen|anmelden/, 'set-password'],
      [/mail|adresse/, 'change-email'],
      [/abmelden|ausloggen/, 'sign-out'],
      [/assisten.*(entfern|losch|weg)|(entfern|losch).*assisten/, 'remove-assistant'],
      [/assisten/, 'add-assistant'],
      [
        /(antrag|anfrage).*(zuruck|stornier|abbrech)|ruckgangig|abbrechen|zuruckziehen|meine (antrage|anfragen)/,
        'my-requests',
      ],
      [/(profil)?bild|foto/, 'picture'],
      [/warteraum|wartezimmer|einstellung|aufzeichn/, 'settings'],
      [/sprache|zeitzone|abteilung|mein(en)? namen?|namen? andern|profil/, 'profile'],
      [/abwesen|urlaub|vertret|zuruck$|wieder da/, 'away'],
      [/konto|wer bin ich/, 'status'],
      [/warteliste|warteschlange/, 'waiting-list'],
    ],
    dates: [
      [/ (?:einschließlich|inklusive|einschl\.?|inkl\.?)$/i, ''],
      [/^(?:(?:zum|den|dem|am) (\d{1,2})\.?|(\d{1,2})\.)$/i, '$1$2th'],
      [/^(?:zum|zur|den|dem|der|am|ab) /i, ''],
      [/^(\d{1,2})\.(\d{1,2})\.?$/, '$1/$2'],
      [/^(?:kommenden|kommender|diesen|dieser) /i, ''],
      [/^(nächst|letzt)(?:er|e[ms]) /i, '$1en '],
      [/^(?:ende des monats|ende dieses monats|monatsende|ende monat)$/i, 'end of month'],
      [/^ende (?:des )?nächsten monats$/i, 'end of next month'],
      [/^(?:ende (?:des|dieses) jahres|jahresende|ende jahr)$/i, 'end of year'],
      [/^ende (?:der|dieser) woche$/i, 'end of week'],
      [/^ende (?:der )?(?:nächster|nächsten|kommender|kommenden) woche$/i, 'end of next week'],
      [/^(?:nächste|kommende) woche (\p{L}+)$/iu, '$1 nächste woche'],
      [/^sonnabend$/i, 'Samstag'],
    ],
  },
  fr: {
    chrono: 'fr',
    on: 'oui vrai activé activée activer actif active allumé allumer marche',
    off: 'non faux désactivé désactivée désactiver inactif inactive éteint éteindre arrêt',
    never:
      "pour toujours, à vie, définitivement, définitif, permanent, permanente, de façon permanente, en permanence, indéfiniment, sans fin, sans limite, sans limite de temps, sans date de fin, illimité, illimitée, pour une durée indéterminée, durée indéterminée, aucune date de fin, pas de date de fin, jusqu'à nouvel ordre",
    until: "jusqu'~, jusque ~, d'ici ~",
    for: 'pour ~, pendant ~, durant ~, juste ~, juste pour ~, seulement ~, seulement pour ~, uniquement ~',
    since: 'depuis ~, depuis le ~, il y a ~, à partir de ~, à partir du ~, dans les ~, ces ~, les ~',
    endOf: 'fin ~, fin de ~, la fin de ~',
    units: {
      minute: 'minute minutes',
      hour: 'heure heures',
      day: 'j jour jours journée journées',
      week: 'semaine semaines sem',
      month: 'mois',
      year: 'an ans année années',
    },
    numbers: 'un/une deux trois quatre cinq six sept huit neuf dix onze douze',
    otherNumbers: {
      demi: 0.5,
      demie: 0.5,
      quatorze: 14,
      quinze: 15,
      quinzaine: 15,
      vingt: 20,
      trente: 30,
      soixante: 60,
    },
    between: 'et les de encore derniers dernières prochains prochaines environ à peu près',
    vague: 'quelques plusieurs les des la le cette ce toute tout prochains prochaines',
    polite: "svp stp merci s'il vous te plaît plait",
    and: 'et',
    forPerson: 'pour',
    past: /(?:^| )(?:dernier|dernière|passée?)$/i,
    goesOn: /^(?:prochaine?|dernière?|passée?|inclus|matin|midi|soir|après-midi|au matin|au soir|h)(?: |$)/i,
    topics: [
      [/^(aide|a l'aide|bonjour|bonsoir|salut|coucou|merci|oui|non)\b/, 'help'],
      [/(rendre|rends|annuler|resilier|supprimer|plus besoin).*licence/, 'return-license'],
      [/(quand|combien de temps|ai-je|est-ce que j'ai).*licence|licence.*(expire|finit|termine)/, 'status'],
      [/licence|payant|plus longtemps|\d+ ?min/, 'request-license'],
      [/mot de passe|mdp|connecter$|connexion$/, 'set-password'],
      [/deconne/, 'sign-out'],
      [/mail|adresse|courriel/, 'change-email'],
      [/(supprim|retir|enlev).*assistant|assistant.*(supprim|retir|enlev)/, 'remove-assistant'],
      [/assistant/, 'add-assistant'],
      [/mes demandes|annuler|retirer ma demande/, 'my-requests'],
      [/photo|image de profil|avatar/, 'picture'],
      [/salle d'attente|parametre|reglage|enregistrement/, 'settings'],
      [/langue|fuseau|service|mon nom|profil/, 'profile'],
      [/absen|conges?\b|vacances|remplac|de retour/, 'away'],
      [/compte|qui suis-je|statut/, 'status'],
      [/liste d'attente/, 'waiting-list'],
    ],
    dates: [
      [/ (?:inclus|compris)$/i, ''],
      [/\b(\d{1,2}) ?h ?(\d\d)$/i, '$1:$2'],
      [/\b(\d{1,2}) ?h$/i, '$1:00'],
      [/^(?:au|le) (\d{1,2})$/i, '$1th'],
      [/^(?:au plus tard )?(?:à|a|au|en|le|du) (?!partir)/i, ''],
      [/^la (?=fin|semaine)/i, ''],
      [/^fin (?:du |de ce |de )?mois$/i, 'end of month'],
      [/^fin du mois prochain$/i, 'end of next month'],
      [/^fin (?:de l'|d')?année$/i, 'end of year'],
      [/^fin (?:de )?(?:la |cette )?semaine$/i, 'end of week'],
      [/^fin (?:de )?(?:la )?semaine prochaine$/i, 'end of next week'],
      [/, le (?=\d)/i, ' '],
      [/^apr[èe]s[- ]demain$/i, 'in 2 days'],
      [/^avant[- ]hier$/i, '2 days ago'],
      [/^(?:la )?semaine prochaine$/i, 'next week'],
      [/^(?:le )?mois prochain$/i, 'next month'],
      [/^semaine derni[èe]re$/i, 'last week'],
      [/^mois dernier$/i, 'last month'],
    ],
  },
  es: {
    chrono: 'es',
    on: 'sí activado activada activar activo activa encendido encendida encender habilitado habilitar verdadero',
    off: 'no desactivado desactivada desactivar inactivo apagado apagada apagar deshabilitado deshabilitar falso',
    never:
      'para siempre, por siempre, permanente, permanentemente, de forma permanente, indefinidamente, de forma indefinida, indefinido, por tiempo indefinido, sin fin, sin final, sin fecha de fin, sin fecha final, sin fecha de finalización, sin límite, sin límite de tiempo, ilimitado',
    until: 'hasta ~',
    for: 'por ~, para ~, durante ~, solo ~, sólo ~, solo por ~, sólo por ~, solo para ~, sólo para ~',
    since:
      'desde ~, desde hace ~, hace ~, a partir de ~, a partir del ~, en los últimos ~, los últimos ~, las últimas ~, últimos ~, últimas ~',
    endOf: 'fin de ~, final de ~, finales de ~',
    units: {
      minute: 'minuto minutos',
      hour: 'hora horas',
      day: 'día días',
      week: 'semana semanas sem',
      month: 'mes meses',
      year: 'año años',
    },
    numbers: 'un/una/uno dos tres cuatro cinco seis siete ocho nueve diez once doce',
    otherNumbers: {
      par: 2,
      quincena: 15,
      medio: 0.5,
      media: 0.5,
      catorce: 14,
      quince: 15,
      veinte: 20,
      treinta: 30,
      sesenta: 60,
      noventa: 90,
    },
    between: 'y de los las otros otras próximos próximas unos unas cerca aproximadamente más o menos',
    vague:
      'un par de unos unas algunos algunas varios varias los las el la esta este toda todo próximo próxima próximos próximas',
    polite: 'por favor gracias porfa porfavor',
    and: 'y e',
    forPerson: 'para',
    past: /(?:^| )pasad[oa]$/i,
    goesOn:
      /^(?:(?:por|de|en) la (?:mañana|tarde|noche)|la (?:mañana|tarde|noche)|que viene|próxim|pasad|inclusive)/i,
    topics: [
      [/^(ayuda|hola|buenos dias|buenas|gracias|si|no)\b/, 'help'],
      [/(devolver|devuelvo|cancelar|quitar|ya no).*licencia/, 'return-license'],
      [/(cuando|cuanto tiempo|tengo).*licencia|licencia.*(caduca|vence|termina)/, 'status'],
      [/licencia|de pago|mas largas|\d+ ?min/, 'request-license'],
      [/contrasena|clave|iniciar sesion|entrar/, 'set-password'],
      [/cerrar sesion|desconectar/, 'sign-out'],
      [/mail|correo|direccion/, 'change-email'],
      [/(quitar|eliminar|borrar).*asistente/, 'remove-assistant'],
      [/asistente/, 'add-assistant'],
      [/mis solicitudes|cancelar|deshacer|retirar/, 'my-requests'],
      [/foto|imagen de perfil/, 'picture'],
      [/sala de espera|ajuste|configuraci|grabaci/, 'settings'],
      [/idioma|zona horaria|departamento|mi nombre|perfil/, 'profile'],
      [/ausente|ausencia|vacaciones|sustitu|de vuelta/, 'away'],
      [/cuenta|quien soy|estado/, 'status'],
      [/lista de espera/, 'waiting-list'],
    ],
    dates: [
      [/ (?:inclusive|incluid[oa])$/i, ''],
      [/^(?:el (?:d[ií]a )?|d[ií]a )(\d{1,2})$/i, '$1th'],
      [/^(?:el|la|al) (?:d[ií]a )?/i, ''],
      [/^(?:fin|final|finales) (?:de |del |de este )mes$/i, 'end of month'],
      [/^(?:fin|final|finales) (?:de |del |de este )año$/i, 'end of year'],
      [/^(?:fin|final) de (?:la |esta )semana$/i, 'end of week'],
      // chrono takes "some days" for three.
      [/^(?:unos|unas|algunos|algunas|varios|varias) .*/i, ''],
      [/, (?:el )?(?:d[ií]a )?(?=\d)/i, ' '],
      [/^pasado ma[ñn]ana$/i, 'in 2 days'],
      [/^(?:anteayer|antier|antes de ayer)$/i, '2 days ago'],
      [/^(?:pr[óo]xima semana|semana pr[óo]xima|semana que viene)$/i, 'next week'],
      [/^(?:pr[óo]ximo mes|mes pr[óo]ximo|mes que viene)$/i, 'next month'],
      [/^(?:semana pasada|[úu]ltima semana)$/i, 'last week'],
      [/^(?:mes pasado|[úu]ltimo mes)$/i, 'last month'],
      [/^([a-záéí]+) (?:pr[óo]ximo|que viene)$/i, 'próximo $1'],
      [/^([a-záéí]+) pasado$/i, '$1'],
    ],
  },
  'pt-BR': {
    chrono: 'pt',
    on: 'sim ligado ligada ligar ativado ativada ativar ativo ativa habilitado habilitar verdadeiro',
    off: 'não desligado desligada desligar desativado desativada desativar inativo desabilitado desabilitar falso',
    never:
      'para sempre, pra sempre, permanente, permanentemente, de forma permanente, definitivo, definitivamente, indefinidamente, por tempo indeterminado, por prazo indeterminado, sem fim, sem prazo, sem limite, sem limite de tempo, sem data de término, sem data final, sem data de fim, ilimitado',
    until: 'até ~',
    for: 'por ~, para ~, pra ~, durante ~, pelos ~, pelas ~, só ~, só por ~, só para ~, apenas ~, apenas por ~',
    since:
      'desde ~, há ~, a partir de ~, nos últimos ~, nas últimas ~, dos últimos ~, das últimas ~, últimos ~, últimas ~, ~ atrás',
    endOf: 'fim de ~, final de ~',
    units: {
      minute: 'minuto minutos',
      hour: 'hora horas',
      day: 'dia dias',
      week: 'semana semanas sem',
      month: 'mês meses',
      year: 'ano anos',
    },
    numbers: 'um/uma dois/duas três quatro cinco seis sete oito nove dez onze doze',
    otherNumbers: {
      meio: 0.5,
      meia: 0.5,
      catorze: 14,
      quatorze: 14,
      quinze: 15,
      quinzena: 15,
      vinte: 20,
      trinta: 30,
      sessenta: 60,
      noventa: 90,
    },
    between: 'e os as mais próximos próximas umas uns cerca de aproximadamente ou menos',
    vague:
      'um par de uns umas alguns algumas vários várias os as o a esta este toda todo próximo próxima próximos próximas',
    polite: 'por favor obrigado obrigada pfv pf vlw',
    and: 'e',
    forPerson: 'para pra pro',
    past: /(?:^| )passad[oa]$/i,
    goesOn: /^(?:(?:d[ea]|pela|à) (?:manhã|tarde|noite)|que vem|próxim|passad|inclusive)/i,
    topics: [
      [/^(ajuda|oi|ola|bom dia|boa tarde|boa noite|obrigad[oa]|valeu|sim|nao)\b/, 'help'],
      [/(devolver|devolvo|cancelar|remover|nao preciso).*licenca/, 'return-license'],
      [/(quando|quanto tempo|tenho).*licenca|licenca.*(vence|expira|termina|acaba)/, 'status'],
      [/licenca|paga\b|pago\b|mais tempo|\d+ ?min/, 'request-license'],
      [/senha|fazer login|entrar/, 'set-password'],
      [/\bsair\b|desconectar|logout/, 'sign-out'],
      [/mail|endereco/, 'change-email'],
      [/(remover|tirar|excluir).*assistente/, 'remove-assistant'],
      [/assistente/, 'add-assistant'],
      [/meus pedidos|minhas solicitacoes|cancelar|desfazer/, 'my-requests'],
      [/foto|imagem de perfil/, 'picture'],
      [/sala de espera|configurac|ajuste|gravac/, 'settings'],
      [/idioma|fuso|departamento|meu nome|perfil/, 'profile'],
      [/ausente|ausencia|ferias|substitu|de volta|voltei/, 'away'],
      [/conta\b|quem sou|status/, 'status'],
      [/lista de espera|fila/, 'waiting-list'],
    ],
    dates: [
      [/ (?:inclusive|incluíd[oa])$/i, ''],
      [/^(?:[oa] |ao )?dia (\d{1,2})$/i, '$1th'],
      [/^(?:o|a|ao|à) (?:dia )?/i, ''],
      [/^dia (?=\d)/i, ''],
      [/,? dia (?=\d)/i, ' '],
      [/^(?:em|daqui a|dentro de) (?:uma?|1) (dia|semana|m[êe]s)$/i, 'in 1 $1'],
      [/^(?:em|daqui a|dentro de) (?:dois|duas) /i, 'em 2 '],
      [/^(?:em|daqui a|dentro de) tr[êe]s /i, 'em 3 '],
      [/^(?:em|daqui a|dentro de) (\d+) (dia|semana|mes)(?:e?s)?$/i, 'in $1 $2'],
      [/^(in \d+) dia$/i, '$1 days'],
      [/^(in \d+) semana$/i, '$1 weeks'],
      [/^(in \d+) m[êe]s$/i, '$1 months'],
      [/^(?:fim|final) (?:do|deste|de) m[êe]s$/i, 'end of month'],
      [/^(?:fim|final) (?:do|deste|de) ano$/i, 'end of year'],
      [/^(?:fim|final) da (?:semana que vem|pr[óo]xima semana)$/i, 'end of next week'],
      [/^(?:fim|final) d[eo] (?:m[êe]s que vem|pr[óo]ximo m[êe]s)$/i, 'end of next month'],
      [/^(?:fim|final) da semana$/i, 'end of week'],
      [/^depois de amanh[ãa]$/i, 'in 2 days'],
      [/^anteontem$/i, '2 days ago'],
      [/^(?:pr[óo]xima semana|semana que vem)$/i, 'next week'],
      [/^(?:pr[óo]ximo m[êe]s|m[êe]s que vem)$/i, 'next month'],
      [/^(?:semana passada|[úu]ltima semana)$/i, 'last week'],
      [/^(?:m[êe]s passado|[úu]ltimo m[êe]s)$/i, 'last month'],
      [/^([a-záç-]+) que vem$/i, 'próximo $1'],
      [/^pr[óo]xima (?=[stq])/i, 'próximo '],
      [/^([a-záç-]+) passad[oa]$/i, '$1'],
      [/^(segunda|ter[çc]a|quarta|quinta|sexta)(?= [àa]s )/i, '$1-feira'],
      [/(\d{1,2})h$/i, '$1:00'],
    ],
  },
  ja: {
    chrono: 'ja',
    on: 'オン はい 有効 有効化 有効にする 入 入れる する',
    off: 'オフ いいえ 無効 無効化 無効にする 切 切る しない',
    never:
      'ずっと, 永久, 永久に, 永遠, 永遠に, 恒久, 恒久的に, 無期限, 無期限に, 無期限で, 期限なし, 期限なしで, 終了日なし, 終了日なしで, 無制限',
    until: '~まで, ~までに',
    for: '~間, ~間だけ, ~だけ, 今後~, あと~',
    since: '~から, ~以降, ~前, ~前から, 過去~, この~, 直近~, 直近の~, 過去~間',
    endOf: '~末, ~の終わり',
    units: {
      minute: '分 分間',
      hour: '時間',
      day: '日 日間',
      week: '週 週間',
      month: 'か月 ヶ月 ヵ月 カ月 ケ月 箇月 ヶ月間 か月間 ヵ月間 カ月間 箇月間',
      year: '年 年間',
    },
    numbers: '一 二 三 四 五 六 七 八 九 十 十一 十二',
    otherNumbers: { 半: 0.5, 十四: 14, 十五: 15, 二十: 20, 三十: 30, 六十: 60, 九十: 90 },
    between: '',
    vague: '数 何',
    glued:
      /((?:[\d０-９一二三四五六七八九十]+[〜～~、・-])*(?:[\d０-９一二三四五六七八九十半]+(?:年間?|[かヶヵカケ箇]月間?|月|日間?|週間?|時間?|分間?))+(?:までに?)?(?![\d０-９間後前のにかよ以目])|(?:今週|来週|今)?の?[月火水木金土日]曜日?までに?)/,
    polite:
      'お願いします おねがいします お願い致します ください 下さい ありがとう ありがとうございます よろしく よろしくお願いします くらい ぐらい ほど 程度 約 およそ',
    and: 'と 、 ，',
    forPerson: '',
    behindPerson: /^(?:さん|様|くん|君)?(?:のため|の|に|へ|用に?)?(?:、)?/,
    past: /^(?:先週|先月|昨日|一昨日|おととい|前の)/,
    goesOn: /^(?:の|朝|昼|夕方|夜|午前|午後)/,
    topics: [
      [/^(ヘルプ|助けて|使い方|こんにちは|おはよう|こんばんは|ありがとう|はい|いいえ)/, 'help'],
      [/ライセンス.*(返|不要|いらない|解約)/, 'return-license'],
      [/ライセンス.*(いつ|期限|切れ|ありますか)/, 'status'],
      [/ライセンス|有料|\d+ ?分/, 'request-license'],
      [/パスワード|ログイン|サインイン/, 'set-password'],
      [/ログアウト|サインアウト/, 'sign-out'],
      [/メール|アドレス/, 'change-email'],
      [/アシスタント.*(削除|外)/, 'remove-assistant'],
      [/アシスタント|代理/, 'add-assistant'],
      [/キャンセル|取り消|取消|申請一覧|私の申請/, 'my-requests'],
      [/写真|画像|アイコン/, 'picture'],
      [/待機室|設定|録画/, 'settings'],
      [/言語|タイムゾーン|部署|名前|プロフィール/, 'profile'],
      [/休暇|不在|休み|戻りました/, 'away'],
      [/アカウント|ステータス|状態/, 'status'],
      [/待ちリスト|順番待ち/, 'waiting-list'],
    ],
    dates: [
      [/^(\d{1,2})日$/, '$1th'],
      [/^(?:明後日|あさって)$/, 'in 2 days'],
      [/^(?:一昨日|おととい)$/, '2 days ago'],
      [/^今日中$/, 'today'],
      [/^(?:今)?月末$|^今月(?:の終わり|中|いっぱい)?$/, 'end of month'],
      [/^来月末$|^来月の終わり$/, 'end of next month'],
      [/^年末$|^年内$|^今年(?:の終わり|中|いっぱい)$/, 'end of year'],
      [/^(?:今)?週末$|^今週(?:中|いっぱい)$/, 'end of week'],
      [/^(\d+)日後$/, 'in $1 days'],
      [/^(\d+)週間?後$/, 'in $1 weeks'],
      [/^(\d+)[かヶヵカケ箇]月後$/, 'in $1 months'],
      [/^来週末$|^来週(?:中|いっぱい)$/, 'end of next week'],
      [/^来週$/, 'next week'],
      [/^来月$/, 'next month'],
      [/^先週$/, 'last week'],
      [/^先月$/, 'last month'],
      [/^今週の?(?=.曜)/, ''],
      [/^来週の?(?=.曜)/, '次の'],
      [/^先週の?(?=.曜)/, '前の'],
    ],
  },
};
