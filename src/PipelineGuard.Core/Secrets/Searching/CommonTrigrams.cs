namespace PipelineGuard.Secrets.Searching;

/// <summary>
/// The most frequent three bytes of what images hold, letters in lower case: counted over Debian's package lists, Python and JavaScript code, documentation,
/// JSON, XML and scripts, each with the same weight.
/// </summary>
internal static class CommonTrigrams
{
    /// <summary>Each group's share of all places, 0 to 1, at least; and its members, one behind the other.</summary>
    public static readonly (double Share, string Members)[] Groups =
    [
        (1.0 / 512, "ionthetio"),
        (1.0 / 1024, "ageainamearaareaseateaticomcondate\":ectentestharingintlibnamonsparptisr/stestrsystemterturusryst"),
        (1.0 / 2048, "\"20/li/sh/us202:syackallandapparyatabasberblecatcodcrecrictidebdefderdese=\"eadeaseleelfem.embendensersescessetuextfilforgetianicaileincindineinsiptist" +
            "iteityizelatlealiclinmaimanmarmbeme=memmenmmanernstntanteodeon:ontopeortourpacpenperporprepror/sramrcere/rearefrelresretrinriprits\":scrselsershasiosou" +
            "stasumtentesthithotortritypurcurnvalverype"),
        (1.0 / 4096, "\"ap\"la\"re\"so\"t:$$_----li.0..1..2..co.de.or/co/in/ma/me/pa/su1.12.12.22013.2://=\"t@ba_$$ablaceactaddadealialsaluanaangarcargarrarsassathattbiabjecalce\"" +
            "cepceschachechickaclaclucorcurde/devdindirdisdoceamebiecoedaef=emeenaencengepaeptequer.eraereerierrertes/eveexcexpf=\"falfiefinfunge:gesginhanhatherhis" +
            "honhttib/iceideifiimeimpiniinuireithitiivejeckagkeyl\":lanlasle\"ledlenleslf.lislitlleloclseludluematmd5mesmetmodmplnalncenclnctndendsnetnitnodnotnsinti" +
            "ntsobjoduommompon\"on-on.on/onaoneooloptordoreorgoriormoutpatplapleplipospplprips:pytquer/lracranratrc/rchrecredreqrmarnsromrorrrarrorsersiruerunsecsed" +
            "seesetsizsrcssisynt\":t:staitaltattchte\"tedtexthatiltimtintpstratretruts\"ts.ttpudeultumeummuncunduntureuseutivarwitworxcexmlxteythze:"),
        (1.0 / 8192, "\"\"\"\"co\"cv\"cy\"eo\"ex\"ht\"ia\"lt\"m:\"pr'),(0x(se,sy-14-20-co-de-md-si.0-.11.12.2/.4..as.da.gz.in.js.n_.pa.re.se.te/3./de/do/ex/fp/ll/lo/no/op/re/sy/vi/vn0\"," +
            "0.00.10000251\",1.01.22\",2.02.320025-2563\",3.13.44-l56:5su6.064-6_686_=\"m===@li_3._64_co_de_ge_in_me_re_se_sta\",a25abiaccachadiailaleamdamran.an/ancans" +
            "antanyariartastatcatoaulautavabacbilbinboobrabufbuibutbytc/3caccanccece:cencifckeclecliclocolcopcrocsrctectoctsctucvecycd\":d-sd5:d5sd64decdeddendepdex" +
            "dicdowds:duce/fe/le/me/oe::eateciecued-ed.ediefaefielaellemaemoempeneeolepeer:er_erferlernerves\"es.eseespesuet_etaetceteethetsettf._fauferffefigflafpc" +
            "froft.gengerghtgitgleglignugoogragthgumha2hasheahemhenhithodhomhrehtmhubi_$ialibciblibribuicrictiedieniesighignildiliillilsin/inainfinkioris.isciseits" +
            "javkenkinl/mlable.le/le:le_leclemlerletlidlielizllollvloaloglowltiltslvmmapmd6me\"me:mepmermicminmitmonmpimpomprmremuln\":n-mn.on/vna\"ncond.ndindonednew" +
            "nfinfong.ngengingtnnenonns\"ns.nsenssntrnulnumnuxocaockocoodioftogloinokeol\"ol/oleollom/omeon3onfonnoogorkoryoseosoostoteothotoounoveownowspagpaspcspec" +
            "ponpooppeppoputquir/irabrairayre.re:reeregremrenreprguriaribrigriorodrolroprosrotrourrertertirtsrtts.as/cs:/sagscose,se-sensessigsinsitsl/sofsonspaspe" +
            "sqlssassesslst\"st.stistostssulsupta.tabtagtantartaxtcoteatecthrthuti_tictmltoktootrotryts/ttettittrty:ualubluctuesuffuiluiruleullum:uniuppuriurlustute" +
            "uthux-ve-velvenvidvimvndwarwinwrix86xpoxpryclyntyte"),
        (1.0 / 16384, "\"1.\"2.\"3.\"de\"in\"li\"p:\"se\"su\"te$_$$__$_t$in'm'(re(sy-01-03-04-05-07-08-09-10-11-12-ar-cl-da-gn-id-in-ja-ma-pa-pr-re-ru.\",.0\".0).0/.1\".10.13.14.20.26.3." +
            ".36.4-.5..6..7..al.ar.ca.en.ex.ge.ht.ld.le.li.ma.mo.ne.pr.py.so.st.th.xm//g//w/ap/ar/as/bi/di/gi/go/lc/pe/pr/py/sr/te/un/x80),0-00-10.20.3019020021022" +
            "02302402604-05-1),1-01-11.31.410-10.11-12-12.12u13.14/1_a2),2-02-12.42/c2/p22-22.23-24-26-3-03.04\",4),4-04-24.04.14.24.d4/l5\",5-05.05.15.25.36\",6-064." +
            "7\",7.08\",8.09\",:mi=\"f=\"p@gl_$__$t_1.__$_al_am_ap_di_en_fi_li_ma_na_pa_pr_to_tr_ty_zna.da.nadaag:agsaisaitakeal(amiampan-annapaapeaphapiardarkashaskasm" +
            "asnaspasyatfatsatuaveaxkb.cb/lb/pb/xb12bc6bcxbitbliblobodbolbrebstbugbusc++c/cc_mcapcasce.cedcelcerch:chsciecoacoccoucrycs.ct\"ct.ct_cumcxxd=\"dardbudde" +
            "de.deldetdfsdiadifditdledordoudreduldyne\",e',e('e-2e-ce-de-ie-le.ce.ie.se/ce/de/ne/pe/ve@be_ae_seaceaneareb1ebaebuecaeckecled\"ed_edeedseedeeneerefeege" +
            "egieineldelieloelpelsemdenueofeplepoeprer\"er(er,er-er/ercermeroeryes,es:esoet.etietreviexeexieysfacffificfirfixflofolfonfoufrafreftwgatgccggegnagnogre" +
            "grogwohechelhichinhorhouhrohs/i-aiabibaibbibdibeibgibsichickicoicsid\"idaielieriewifyigaigiiltim/imaimiinpinvipsirsishisiispissit/it_itaitoizajsokerket" +
            "kitknol.dl/ala.laclaglarlc_ldele-lexlf,limll.llallylneloblonlooloslouls.ls/ltem',m-1m.am.cm.im.nm.sm.tm.xm/vm:smacmagmalmaxmbome,me.me_medmisml\"ml.ml2" +
            "mlsmmemmomormovmpamptmysn\",n/cn/mn3-n_$nagnarnatncincundandlne/necnelnennesnexng,ng-ngsngwnicninnlynornownpunsont\"nt.nt/nt_ntonu/nvanveoadoaioc/oceocu" +
            "offogrojeoloolsomaomion(on,on_oncondongonlonvookoosootopyor(or.orsosiossotioudouloupoviowep\":p:spanpdape\"peppespilpinpkgplupnepoipseptoptspubpyrquar_$" +
            "ralraprarrd=rdere(re-revrfarg/rgergsricrierivrksrmirnarocrogrojronrovrowrs.rstrt\"rtyrucrverviryps\",s.cs.ds.hs.is.ps.ss/ls/ssamscaschsdkse\"se.se:seqshe" +
            "shosibsicsisslisltsocsolsorspnsposs_st-st1st_stdstysubsymt\",t.at.ct.et/st_$t_stactadtastdete-te.te_tfoth.ti-tiatietiftittivtomtoptputs-ts:tsttuptwatwo" +
            "ty\"ty.ub.udiue,uenuerulauldulnumbunkupdurrursutfutoutpvicvievisvm-vm/vulwebwhewhiwwwx-gx11x_3xecxkixslxt.xx_y\":ymbynayncyptyriysqzat"),
    ];

    /// <summary>The share that all others stay below.</summary>
    public static double Rest => Groups[^1].Share;
}
