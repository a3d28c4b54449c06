/// Groups of letters that speak for a language, with weights; `_` is a word's edge. Learned: see `LanguageModel`. A number is the
/// weight of all that follow it.
enum LanguageHints {
    static let groups: [(TextLanguage, String)] = [
        (.english, """
            9 _is_ 8 _an_ _are_ _can_ _to_ 7 _a_ 6 _and_ _it_ _th _wr es_ ts_ 5 _for_ cum fix ith lso ly_ owe rs_ see twe 4 _add_ _as_ \
            _in_ _on _the_ _wo ch_ eat ed_ fro has ls_ nt_ ppo qui ue_ 3 _ca _ch _co _e_ _ex _fr _it _no _of_ _or _sp _up _ut _we abl \
            ack ary ds_ enc er_ err eve ge_ gnu gs_ his igh ing ks_ ll_ ms_ ng_ ns_ on_ or_ ot_ ous re_ st_ the thi tic ty_ ule ult ve_ \
            vic 2 _bu _cl _dr _fo _he _in _ma _mo _of _re _sc _so _st _sy _wi add al_ all als ar_ ars as_ bra cal ce_ cop dat dis ect \
            ic_ id_ ide ies ile in_ ion it_ le_ mpl nd_ ne_ ope out ovi pla ple pre rap rov rt_ ry_ se_ sed ss_ te_ tio ut_ 1 _an _as \
            _be _de _fi _li _me _pa _se _su _to _us ace age are ate ati ble can ces com ess for ine is_ lib me_ ons per pro ter us_ use
            """),
        (.german, """
            9 _das_ _die_ _es_ _ist_ _sie_ _und_ _von_ ehr hne 8 auf erä hre tze ung zeu 7 _der_ _ei _für_ _zu hek nn_ sch ür_ 6 _er \
            _in_ _mit_ fe_ hle häl wei 5 _fü aus bau bei ein en_ fel ier ird pak rze spi uch wen zei 4 amm aph chl cht die eit ht_ ich \
            ie_ nen nth oll te_ ube unt wir 3 _da _ka _od ber cke er_ erf es_ ese fer ge_ gt_ hen iel ies le_ ls_ mit mpe ons orm oth \
            rbe ren rt_ tei tet tio ur_ von war wer 2 _au _es _fr _ge _st _vo _we _wi ach age ann are ass ch_ che chi das den der des \
            eis ekt el_ erk ern ers ess ext für gen he_ ien kan ke_ ken kon lei ler lle lt_ lte mod nd_ nde ne_ ng_ ngs ode re_ rei rte \
            sen sie sse sys tel ten ter the ts_ tte tur 1 _an _bi _de _is _sp _un _ve all ell em_ ent ert et_ ete ger her in_ ion ist \
            ket nge nst on_ se_ ser st_ ste tal tun ver
            """),
        (.dutch, """
            9 _dit_ _het_ _met_ _van_ eer ijk ijn oon voe 8 _een_ _zi aal loe oek ouw uik uur 7 aar cht en_ oed oor voo 6 aan els hee \
            hou ijd jes kke rij roo sch toe wer wij zak 5 _de_ _ee _is_ _s_ aas aat cte eem eid ie_ iek koo laa lui maa nod raa rs_ tee \
            tut tuu 4 _in_ _on _vl _zo acc afe air die eke ets ijs ing kle lai lee lle luc mac ms_ ns_ of_ org pam rui sla sof sse tie \
            uit 3 _gn _ka ale ane api bor bou car cho do_ dra ein ek_ erk es_ het iet isc itr ium ls_ naa nes nge nst ond sie ten the \
            zen 2 _be _ch _do _en _ge _he _ho _lo _ru _sp _ve _vo act age akk ame and app are as_ ass ate ati com con de_ del den der \
            dr_ ect edi een ege el_ ele ers erw ett gas ica ier ies ite ken nen ngs oli omp ore orm pap pel pen pri ren sen ter tld too \
            tru twa ven ver war yst 1 _co _ha _in _is _li _re _st _to _va art che ens er_ ide ine it_ ldr le_ len lie ont ran sta ste \
            sto tor van
            """),
        (.danish, """
            9 _er_ _har_ _hv _kan_ _og_ læg stø sæt ærk ør_ 8 _til_ rug 7 _at_ tje vær yde 6 _af_ _et_ _ud kke olk 5 _den_ _en_ _for_ \
            _i_ af_ dst er_ hed kri som ul_ 4 _th akk ig_ ity kab ler lig lle mme rer ske spi teg 3 _er _fr _gn _med_ _og _op _sk ass \
            bor de_ det ek_ els ere for ge_ il_ imp ind ing ion isk ke_ kli kti lde les lse mpe ne_ nin og_ re_ se_ sel sk_ try tte var \
            2 _af _de _fo _ka _ko _no _ti al_ am_ and bli dat del den der ed_ ekt ema en_ end enn ern es_ et_ ger iot ive kal kom kon \
            lad le_ lib med mod nes ngs on_ ons or_ ort pak ret rin ski ste tat te_ tek tho tio und 1 _en _li _me _re _st ar_ ata bib \
            el_ ent gen gra ibl kan lio ner ng_ nge nt_ nte pro ram rog ser sse sta sto str ter til
            """),
        (.norwegian, """
            9 doe 7 _vis_ 6 oen 5 _ac _et_ _for_ enn inn jon 4 _et 3 _er_ ack den ere fil kom ole pri ren tas tte ume vis 2 _er _fo _se \
            _tl dr_ en_ er_ est ias ldr lia mma ndo rt_ tld 1 _al ker nne nta omm
            """),
        (.swedish, """
            9 _fä _och_ för hål jär nät rör tyg yck äns är_ ård 8 ar_ äck ägg ätt 7 _vä lju stä tjä trä tt_ 6 _sä fly ggn het hus med \
            olj oxi rän rön stö 5 _av_ _hä don er_ erk gla inn kor kt_ nin or_ rer ukt utr ygg ör_ 4 _fö _ka ad_ are bet bor ets fis gas \
            isk lag lja lje nor rdo rn_ rum ski tak tto 3 _av _bl _det_ _för_ _oc _se_ _sk _ut ake amp and ass ban dat del det dra el_ \
            ell em_ en_ fon gar ill ium jän ka_ klo kol kri ldr ler lt_ lys nar ng_ nse oll ppa re_ sar sel sin ska spr ssa til tio tta \
            ur_ var vin 2 _br _ko ade all ant app at_ att ck_ ekt era eri ers ese eta ett ial ick ing kar kon kop kro kum lar lor mat \
            nat ner ngs ons ord ort ost rad rar rin ron rus spe tat ten tni tra tte vat ven yst 1 _bo _el _vi ati av_ der ent ion lla \
            min nde och ogr one pla pro ram rbe rit sko tal tan tar ter tor tri tur
            """),
        (.french, """
            9 _ce_ _dé _est_ _le_ _par_ _une_ _à_ ère ée_ 8 _et_ _ét peu 7 _il_ _la_ _mé eur oir 6 _de_ _en_ _ré es_ pou thè té_ éri és_ \
            5 _d_ _il _les_ _un_ ais aux ie_ iqu rs_ 4 _des_ _du_ _l_ _th air ait au_ hèq iel mme ns_ nt_ onn our ts_ ue_ ur_ urn us_ \
            ux_ èqu 3 _ca _ce _lo _ou api cha de_ eut ge_ ich ier ill le_ lle ls_ not on_ out paq que rvi sse te_ teu tio uit ule ure 2 \
            _ch _co _en _ex _no _pr _vo and ans ant app ave ce_ che chi com ell er_ et_ ett fic ien il_ ili ire is_ ise it_ ive les me_ \
            mpl ne_ nts oto rac re_ rem rme san se_ si_ ssi to_ tre 1 _au _de _es _fo _la _le _pa _pe _po _so _un age ali ati ces con \
            ion la_ nte ons res tte uet un_ une ut_ uti ver
            """),
        (.italian, """
            9 _che_ _di_ _per_ _è_ zio 8 _da_ 7 _con_ _il_ _non_ cch 6 _e_ _i_ _in_ _le_ _può_ _su_ ci_ può sce uò_ zza 5 _una_ acc agg \
            ggi gio ità li_ nza ti_ to_ 4 _ri _un_ att di_ ges gli ia_ ie_ io_ izi izz lo_ ool po_ re_ rer ri_ ues upp 3 _a_ _ca _co _es \
            _la_ _qu _si_ _ut amm anc app ass ca_ chi co_ cod ell ese ess ett gin ibr ich le_ ne_ ni_ no_ ono ope pi_ ra_ ria ric ro_ \
            rta ta_ te_ tic tti tto ttu usa utt vi_ 2 _al _an _de _fi _il _im _in _l_ _li _sc _se _ti _un _us ale ari ato azi bas car \
            ce_ col com con del end ene ere ge_ he_ ien il_ ion la_ lla lle ma_ me_ mi_ nde oll one oni ori rni sa_ si_ ssi tte tà_ ulo \
            za_ 1 _ch _da _di _fo _ge _la _le _mo _pe _po _pr _st ali are che ent er_ est for ici ile in_ lib na_ ng_ nte on_ ort per \
            que se_ sta str tem tor un_ ver
            """),
        (.spanish, """
            9 _las_ _y_ mue pue én_ ía_ ón_ 8 _es_ 7 _el_ _los_ as_ 6 _con_ _ej _es _la_ _le_ aje os_ 5 _o_ _una_ az_ ea_ hiv ipo ión \
            mie 4 _co _de _de_ _en_ _que_ _se_ _un_ ado aja cio ció ctl do_ dr_ eje es_ ier io_ iza no_ paq to_ uch 3 _ac _ca _nu ale \
            ar_ ble bre ca_ co_ cos da_ dor duc ech esi eso ici ico ida ido ien ill ir_ ivo les lla llo ma_ na_ nes ock one que qui ra_ \
            ro_ ta_ tos un_ 2 _a_ _ap _cl _el _en _ha _in _li _po _pu _se _so _us ad_ al_ ara arc ari cho cia cto de_ enc gen ia_ ial \
            ibl ica il_ ila ile ili ina ite jas la_ lec lis man nos nte ore ote oto ras rep res ria rio rte te_ tes ue_ ues uet za_ 1 \
            _cr _di _lo _mu _pa _re _un ant con dos el_ ene eta ete ios ist las lo_ los ndo on_ or_ par pro ros rra sis tal una
            """),
        (.catalan, """
            9 ió_ 7 aqu 6 _un_ 5 _aq _de_ _en_ _la_ _les_ lli mos rig 4 _co _d_ _el _per_ _us _és _és_ ció dep ein ia_ obr paq per ta_ 3 \
            _ca _en _i_ _l_ _no _ob _ri _una_ aci alc cla dam doc ges ite les rt_ sen us_ 2 _tl _un _ve ca_ cal dr_ es_ est ibl ici ies \
            ist ldr mod na_ ost que ra_ rea rvi ser sud tat tld udo una vic 1 _de _do _la de_ el_ ini la_ nda re_ un_
            """),
        (.portuguese, """
            9 _ele_ _um_ _é_ ári ão_ ças ões 8 _em_ _o_ _uma_ ém_ 7 as_ dut eir lha lho os_ ços ção óri 6 _e_ _es cot nha são 5 _com_ \
            _ou açã eis io_ iza iço upo viç çõe 4 _a_ _ca _do_ _um ado ais ar_ co_ da_ do_ es_ ivo nec obr pod que ra_ ria to_ 3 _co _de \
            _de_ _ex ca_ cia dad de_ dor em_ ess fer gem ho_ hos ia_ ico ido is_ ma_ no_ ns_ nte qui ro_ ta_ tam te_ tes ue_ 2 _cl _cr \
            _da _el _fo _im _in _li _po _qu _re _se aco age al_ ame ara ass com cos eca ger ica ina ins ion ipa ito ldr na_ ola ona ool \
            or_ ore ote pro res rin sa_ se_ tec til tld 1 _ch _do _mo _pa _pe _ta ade are con ent er_ ist le_ lis men mo_ nto par ran \
            tos ura ver
            """),
        (.romanian, """
            9 _în că_ dă_ ii_ iu_ lă_ nă_ ră_ tă_ ză_ ări şi_ şin ţe_ ţi_ 8 aţi ați cea uri 7 _cu_ _de_ _din_ aje iun oan 6 _şi ei_ het \
            ie_ zi_ 5 ci_ cte cu_ lui oar pe_ ri_ ru_ te_ toa ţii 4 _cu _git_ _şi_ ane chi ctr cul dus ea_ ere ese gi_ hid hip ice le_ \
            ni_ oxi re_ tld ze_ 3 _ca _co _ec are at_ bil car de_ ici ier iza je_ me_ ne_ pie raf se_ tic tre tru 2 _ac _ci _pe ace al_ \
            ale ant ara ce_ che din eri ete ial ili ine ive lor nte ntr oli or_ ori pam un_ use ve_ 1 _de _di _la _me _po _pr ali ate \
            com ect ele etr ist lic min nt_ one pen rti
            """),
        (.finnish, """
            9 _tai_ iil kki mä_ oit rkk tä_ täm ät_ äyt öt_ 8 huo iin ppi työ yt_ 7 _on_ aan eet kaa ot_ puu tti tys ut_ utk 6 _sä aal \
            at_ elm kka kse maa pit sii suo tto ttu uol 5 _ja_ aa_ aat aus avu et_ ikk it_ jat kee ksi laa lii mpu neu pai sia tee tit \
            tot usl yöt 4 _ka _kä ait een eli elu etu iot kir kot lli nno oko osa rit rja ssa tie tta tu_ tus una uri uus 3 _ku _tu ais \
            aka ala alv amm ari asi di_ eid ekt en_ enn eri erk esi idi iem ien ila ima ime ise ivi ja_ jen ka_ kor lla llo nee nen ni_ \
            ora pap rau sie sit ssi tei ti_ to_ 2 _ja _ke _mu _on _ra _va alo alu ami ape ase ast ava eni ide ika ine int ist itt kat \
            kon lai ldr li_ lma lut nta nto odi oma oni pal ri_ sen si_ taa tai tam tim tld ust 1 _ha _ko _la _tl _ve ain att den dr_ \
            lit mai met on_ one ori ost ste ta_ um_
            """),
        (.hungarian, """
            9 _ké _lá _mű _sz _tű asz egy ek_ gép köz ló_ mér ok_ ró_ szi ség tó_ ák_ áll áló ány ás_ ász ék_ ész éte ók_ ök_ ők_ 8 _cs \
            _gy _vé ció csi tár víz áru én_ 7 _fü _ká cso ely isz laj sze szo szí zés át_ ény ép_ ése íté 6 _és _és_ ak_ ató gy_ nya nye \
            oxi pap szk szt tás von zat zet ált és_ 5 _kö ag_ ai_ ej_ eve ezé lap oló ony ott sza tt_ tés uk_ áto ító 4 _a_ _fe _hi _ke \
            aru bor cs_ dar esz fel iku mun uko unk vas zel zer 3 _ci _el _ha _ho _ka dok eme ere ka_ lak lla lt_ nok ny_ ona org oro \
            rok sa_ ta_ 2 _al _be _bo _ki _ko _me _te _va ala ara em_ end es_ in_ ium kar kol kor lat mag ola or_ os_ por ri_ ru_ tar \
            til tok um_ zol 1 _vi ari at_ ele par si_ ter tor
            """),
        (.turkish, """
            7 lir 6 _bir_ _go_ _ya _z_ bir lar omu 5 _i_ _il dev izi ler 4 _do bu_ dir eri in_ ind lan li_ pak pec 3 _al _ap _l_ _se _ve \
            ck_ con dr_ git hin ias len mod mut nda ni_ nsp ut_ 2 _a_ _ar _bi _bu _de _en _gi _git_ _go _in _ko _su _ta _tr ach ake an_ \
            ce_ ch_ com de_ eli en_ fin ile ir_ ist ket ldr nd_ ne_ omm pac ran res te_ tem ter tld udo un_ 1 _ge _re _tl do_ go_ kom \
            man
            """),
        (.lithuanian, """
            9 ai_ ių_ nė_ nų_ rų_ tų_ ės_ 8 inė jų_ nys 7 iej kų_ mų_ os_ ys_ 6 _ir_ _rū _įr ida lės tuv tūr įra ūra 5 as_ eži ies ijo \
            io_ is_ mo_ ms_ riu 4 _ka aly aug aus ena iai ien imo ji_ kos lia no_ oja ugo uot 3 _sk eli ima ini ink jos kas lo_ ma_ mas \
            med nas nia nos nės rai ta_ tai tas ti_ to_ tos us_ vai var vie 2 _ir _ko ala ang arb dai den eri ga_ gos ios kai kla lai \
            lau lis mos nai nis ori rba tin 1 _pa _st _su _va and ele ina int ist pas ran ria sis van
            """),
        (.indonesian, """
            8 uat 7 _aw _ini_ bah kan uk_ 6 ah_ lih 5 aje apk ebu hap pak uka 4 _am _ce _ch _da _ke _ni an_ aru dir lai mul ndu ode pil \
            ri_ rka tah 3 _a_ _ac _ap _at _bu _ca _e_ _git_ _ko _l_ _se _tl _z_ ang ari at_ ber bre doc eks eng he_ hel kas mic ng_ rak \
            rmi rog rsi si_ tu_ ur_ us_ vel 2 _al _au _co _de _di _fi _in _ja _li _me _pe _pr _re _s_ _st _su _ta _un ak_ ala ali asa \
            asc atu car cri ers gin it_ mas nd_ nti or_ rav rep sud te_ udo unt 1 _ba _be _en _gi _te ake al_ ara as_ com dr_ er_ es_ \
            et_ git il_ ile ldr ll_ men nta st_ tar tld
            """),
        (.polish, """
            9 _wy acj cza czn jąc moż owa prz wa_ wni wy_ yjn ów_ ły_ ści że_ 8 _sz acz cji cze dzi jes ki_ ny_ owy ycz ład 7 _i_ _to_ \
            _w_ dy_ icz kie nie owi rzy szy słu uje wie 6 _cz _z_ ego kow my_ ry_ rze sy_ sze ty_ usz we_ ług 5 _tl _wo aln by_ erw iar \
            ka_ mie nia osz owe wan 4 _do_ _je _ko _sk _za cie ek_ ety gi_ ian ie_ je_ na_ ne_ row sie usł war wer ych zy_ 3 _ch _ka _lu \
            _na _op _po _ur _wi ato ce_ do_ eka ia_ iel iot ko_ la_ le_ lik ony pie pli py_ ra_ zen 2 _co _do _dr _ma _ob _od _pa _ro \
            _us _wa ami ch_ ci_ em_ ier iet int ion lek nd_ nic nik ome pro ser ta_ to_ tru 1 _bi _gr _ja _mo _pi _pr _st _ta _te aki \
            et_ go_ gra lin on_ st_ sta ter yst
            """),
        (.czech, """
            9 _je_ _pro_ _př ky_ ků_ lů_ neb ny_ ný_ ně_ rů_ růz ví_ íče čás řsk ště 8 cí_ dy_ ná_ ní_ stř uje 7 ká_ ly_ lék my_ né_ pří \
            tře vy_ vá_ ání če_ 6 _hr _ná _se_ _vy oub ry_ ty_ áto ích ík_ ční 5 _a_ _v_ _vý _zá apí dla hov hy_ ka_ ké_ ová ové ový prá \
            sy_ vé_ vý_ že_ 4 _je _ka _ko _ob _po _um _vá ace ba_ by_ ce_ ek_ ety ho_ ick iva je_ lní na_ ova sou to_ ých 3 _by _do _ho \
            _kr _na_ _sk _sl _z_ ch_ em_ ení ie_ kov lov pou pra pro py_ rov slu tav um_ vod ást 2 _ch _na _pl _se _ta _tu _za an_ at_ \
            cké dat del ekt gra ika ins ku_ la_ ldr le_ luž mas nic nto or_ ra_ roj ské ta_ te_ ti_ tld tní tov zen 1 _an _ba _da _de \
            _ma _mo _ne _pa _st _te _vo ant en_ eri it_ mon nos ran rav ro_ sta sti tro ven vní
            """),
        (.slovak, """
            9 _sú ky_ ká_ ny_ ná_ ný_ prí áci 8 ly_ my_ né_ ov_ vá_ ín_ 7 dlá dy_ iac lá_ ty_ vy_ árs én_ če_ 6 _hr _mä _ná hy_ iar ké_ \
            leb nie prá vý_ áto ík_ žia 5 _na_ _vý _zá ačn cie ení fy_ ia_ iad ie_ iek ka_ ové ový ry_ sie sy_ vé_ áln 4 _a_ _ka _ko _v_ \
            _vy bné by_ ce_ ebn ej_ ety ho_ hov iel je_ jed ne_ ova oxi py_ tre vo_ zar zne ých 3 _do _ob _po _sk ba_ ch_ cké die ery \
            ick ier ies kov ký_ le_ lie mel na_ nia ok_ ová pie pre re_ ria tie um_ vet vod čas čné 2 _ch _ho _kr _od _pl _sl _st _vo \
            _ča aci ače ca_ cký den ekt ice iet ke_ lia luž om_ ory ou_ pra pri rav rie roj rov ske slu sti tav ten ti_ tov užb žby 1 \
            _na _pa _pr _te ale ani ava ele eni era lov oje rsk str tan tro va_ van
            """),
        (.slovenian, """
            9 _ali_ šče 8 _in_ ij_ išč ki_ ni_ šči 7 cev ke_ rji 6 di_ ev_ itv je_ ji_ jo_ na_ ne_ ov_ ti_ či_ 5 _v_ _vr del erj lez pir \
            sve vo_ če_ čni 4 _ka _om _z_ _za _za_ abo adb aln ci_ dbe ekl esa eva gi_ ice ih_ ila ja_ jev jsk ka_ kov ksi la_ lci li_ \
            lje no_ ri_ rib sad tve vi_ 3 _go _ko _kr _ob abl ala bla cij dvi ekt ial iga ije ilo ko_ les lja lni lo_ nja nsk opi opr \
            ova pre rak ska ske ski stn te_ va_ ve_ vez vod za_ 2 _iz _le _na _po _vo _ži adi anj ela eli em_ ema en_ eri ete eti ge_ \
            gra ija in_ ira ičn jen lad mi_ nic nik nin nje ode ole orj ovi raz re_ rni sis tne tni 1 _pl _pr _ra _st ati ce_ etr iki \
            kro let met ran rav rit ste tor val
            """),
        (.croatian, """
            9 _ili_ _ova_ mje vje ća_ će_ ći_ 8 _od_ iju ni_ 7 _i_ ij_ lje šti 6 _u_ ađe ci_ ičk jel ke_ ksi ne_ rađ ri_ 5 ačk ice ije \
            jev ji_ ki_ na_ nja nje rib ski ti_ uge usl učn vi_ či_ 4 _ka _ko _ot _vr _za_ ado aln ači di_ diz ija je_ jes ka_ la_ lja \
            lop pir sus ulj vo_ za_ če_ čni 3 _kr _za ak_ ca_ cij ekt eli ete gur ih_ ja_ jsk kov li_ lij no_ nsk og_ opi ova ovi rač \
            ska slu tol ure va_ ve_ vod 2 _il _is _je _ku _na _po _pr _pu _ra _ru _vo aka ala ale ce_ da_ de_ ema eri eta eti etn evi \
            ge_ gra ici ila ili ir_ ira iva kre ma_ od_ odi oje om_ opr ori plo pre rad re_ ret rij si_ ske sko sta tak te_ tld 1 _br \
            _ob _pl _sl _tl _us aci ani anj ati ato ava bra dr_ ena eni ket kom lat ldr lov lug me_ ner nic oma oni ra_ rat rem sla ta_ \
            tor ume
            """),
        (.estonian, """
            9 ad_ süs ud_ 8 _ja_ _võ id_ rii töö ööd 7 aat aig ed_ iin kid laa lii oon pab tii tsi uur või 6 aan ahu dme eem een eer kaa \
            maa naa oor raa tse 5 _vä aal did eva gid iid nna od_ sea sii tee teh tid tt_ tus vee vil 4 _ka aam arv asi ber dus eed eet \
            ehi ekt esi iga iit koo lid lli mis nid oot pid rja taa 3 _ki aja aka apa el_ eli ik_ iku ise jad ket lee lus mid ndi nus \
            ool rid sad sid te_ tuu uri ust uto var ved öd_ 2 _ja _ko _ku _la _pu _ra _tu abe ade ake ala ami ela enu eri eti ett ili \
            imi ine ite kat kon kud lik ne_ oni sin stu tar use 1 _te _va _ve ara ast de_ end ika ja_ med min sed sti too tor
            """),
        (.latvian, """
            9 _vai_ grā iņa kuģ āli ārs ās_ āti ēji ība īna īni ļa_ ļi_ ļu_ ņi_ ņu_ šan ūde 8 _mā _šķ būv inā js_ skā tāj āji šu_ 7 aiz \
            as_ aļa dze ju_ ri_ stā tu_ āci ļas 6 _dz _ie _un_ di_ es_ gi_ ie_ iek jum ns_ pu_ rs_ ti_ ts_ ži_ 5 bi_ ds_ ied ji_ ki_ ku_ \
            ls_ mu_ ni_ oša ru_ tne vie ūra 4 _ka _zo ais auk ijs is_ isk ja_ jas li_ lu_ ma_ mi_ oks pi_ tūr vai zes 3 _at _ko _sk _sl \
            _sv _uz _zi aud bol da_ ekt gal ien ier ija ka_ kas kie kst la_ les ms_ na_ nai nu_ rau ta_ ukt 2 _ap _ci _iz _kr ai_ ato \
            cij ete iet ika kla kti nas nes nie oni ori pak pas pie ra_ rum si_ tes umi vas 1 _au _ce _da _pa _ra _sa _sp _st _un dar \
            ele eri lek mat oju sti tas tor un_
            """),
        (.maltese, """
            9 _għ _qa _tad_ _tal_ _tan_ _tas_ _tat_ _ċi _ħa għa iċi jje ju_ ċi_ 8 aġġ ġen 7 _ta_ _u_ iji izz ji_ li_ ogħ ppr wie ħal 6 \
            azz jie ni_ ri_ rji ti_ zzi 5 _ir _ka bi_ ds_ iku kko 4 _ta akk ar_ di_ ell ett il_ jan ku_ oss rs_ tti uri 3 _bl _il _im \
            _ko _l_ _ri _ti am_ arj at_ att es_ gi_ iet ika ill inj ir_ ivi ja_ jal jon ka_ ki_ kor la_ mi_ na_ ott pi_ ppa ta_ tad tt_ \
            uni ut_ vi_ zi_ 2 _ba _bi _fa _li _mi _ra al_ ane app ed_ el_ en_ ess et_ ija in_ ini ma_ nja ol_ omp on_ ra_ ssi ste ts_ \
            tur 1 _bo _di _in _la _ma _si ali ara ati atu ers nti oni ter tra tri
            """),
        (.russian, """
            9 _вы _он _эт амм ать ая_ ию_ тся ты_ ть_ ые_ ый_ 8 ет_ ой_ смо 7 _в_ _и_ _ин ерж ия_ нны оль так ых_ 6 _с_ ает ка_ ль_ нов \
            ски 5 _на _от _пр _ра _со har аке ие_ ит_ ить ки_ лит пис та_ тек это 4 _sc _ка _на_ _пе _это_ cat nd_ ope udo us_ вер го_ \
            ени ер_ ий_ мож но_ ов_ ся_ тор 3 _ad _de _дл _для_ _мо _не _об _па ar_ ect es_ ess gnu ll_ me_ rac set ани для ест ии_ или \
            ля_ ния ор_ ред тем 2 _an _co _di _en _re _tl _vi _кл doc dr_ ers for get ile ion ng_ on_ ont rep rl_ ser te_ tld use ист \
            ли_ ние про ра_ ров стр 1 _по er_ ldr le_ nu_ ост сти
            """),
        (.ukrainian, """
            9 _бі _ві _з_ _пі _та_ _у_ _як _є_ _ін аці ає_ вон ння ні_ ою_ ує_ ця_ ів_ ій_ іль 8 _мо _ро _що овн ся_ ува 7 _мі _це них \
            під ть_ іст 6 _та _це_ вер від ере ий_ ка_ ний ови 5 _gn _ма ки_ кла ня_ ого пак ти_ тор 4 _gi _op _ви _на _об _па _пр _ст \
            cod ess ima set ист на_ но_ нов ок_ ор_ та_ 3 _ac _в_ _гр _дл _для_ cat ect ed_ er_ ion nd_ sk_ ва_ гра для же_ ля_ про ри_ \
            це_ 2 _co _de _fi _re _ко _ме an_ bas ce_ int ldr lib se_ ати ван 1 _li _tl con dr_ ing me_ ng_ on_ tld их_
            """),
        (.bulgarian, """
            9 би_ ви_ ди_ ен_ зи_ ки_ ни_ пи_ си_ ци_ щи_ 8 _въ ги_ ри_ 7 _и_ еми ери ици ия_ ка_ ли_ но_ ол_ та_ тен ти_ 6 _ка _ма ане \
            ети ко_ ла_ на_ нат от_ рти тор усл 5 _ин _па _с_ _са ве_ лни ние ове оти 4 _ра _си ва_ да_ ий_ ини не_ ски то_ три 3 _от \
            _пр _со гра ени луг 2 _на _на_ _об _та ldr tld ван ели за_ пре тел 1 _tl _за_ _из dr_ ани ите ми_ они уги
            """),
        (.serbian, """
            6 ова ред 5 _на 3 dr_ ldr oje roj tld 2 _do _ge _tl est nta ont 1 _re
            """),
    ]
}
