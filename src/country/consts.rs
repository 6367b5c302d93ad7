// A constant for every entry of the table.
//
// Generated from tables/countries.txt
// by `BILATERAL_REWRITE_TABLES=1 cargo test --test suite tables`; do not edit.

/// # Every entry of the table
impl CountryCode {
    /// Aruba
    pub const ABW: Self = Self::from_letters(*b"ABW");
    /// Afghanistan
    pub const AFG: Self = Self::from_letters(*b"AFG");
    /// Angola
    pub const AGO: Self = Self::from_letters(*b"AGO");
    /// Anguilla
    pub const AIA: Self = Self::from_letters(*b"AIA");
    /// Åland Islands
    pub const ALA: Self = Self::from_letters(*b"ALA");
    /// Albania
    pub const ALB: Self = Self::from_letters(*b"ALB");
    /// Andorra
    pub const AND: Self = Self::from_letters(*b"AND");
    /// Netherlands Antilles
    pub const ANT: Self = Self::from_letters(*b"ANT");
    /// United Arab Emirates
    pub const ARE: Self = Self::from_letters(*b"ARE");
    /// Argentina
    pub const ARG: Self = Self::from_letters(*b"ARG");
    /// Armenia
    pub const ARM: Self = Self::from_letters(*b"ARM");
    /// American Samoa
    pub const ASM: Self = Self::from_letters(*b"ASM");
    /// Antarctica
    pub const ATA: Self = Self::from_letters(*b"ATA");
    /// British Antarctic Territory
    pub const ATB: Self = Self::from_letters(*b"ATB");
    /// French Southern Territories
    pub const ATF: Self = Self::from_letters(*b"ATF");
    /// Antigua and Barbuda
    pub const ATG: Self = Self::from_letters(*b"ATG");
    /// Dronning Maud Land
    pub const ATN: Self = Self::from_letters(*b"ATN");
    /// Australia
    pub const AUS: Self = Self::from_letters(*b"AUS");
    /// Austria
    pub const AUT: Self = Self::from_letters(*b"AUT");
    /// Azerbaijan
    pub const AZE: Self = Self::from_letters(*b"AZE");
    /// Burundi
    pub const BDI: Self = Self::from_letters(*b"BDI");
    /// Belgium
    pub const BEL: Self = Self::from_letters(*b"BEL");
    /// Benin
    pub const BEN: Self = Self::from_letters(*b"BEN");
    /// Bonaire, Sint Eustatius and Saba
    pub const BES: Self = Self::from_letters(*b"BES");
    /// Burkina Faso
    pub const BFA: Self = Self::from_letters(*b"BFA");
    /// Bangladesh
    pub const BGD: Self = Self::from_letters(*b"BGD");
    /// Bulgaria
    pub const BGR: Self = Self::from_letters(*b"BGR");
    /// Bahrain
    pub const BHR: Self = Self::from_letters(*b"BHR");
    /// Bahamas
    pub const BHS: Self = Self::from_letters(*b"BHS");
    /// Bosnia and Herzegovina
    pub const BIH: Self = Self::from_letters(*b"BIH");
    /// Saint Barthélemy
    pub const BLM: Self = Self::from_letters(*b"BLM");
    /// Belarus
    pub const BLR: Self = Self::from_letters(*b"BLR");
    /// Belize
    pub const BLZ: Self = Self::from_letters(*b"BLZ");
    /// Bermuda
    pub const BMU: Self = Self::from_letters(*b"BMU");
    /// Bolivia
    pub const BOL: Self = Self::from_letters(*b"BOL");
    /// Brazil
    pub const BRA: Self = Self::from_letters(*b"BRA");
    /// Barbados
    pub const BRB: Self = Self::from_letters(*b"BRB");
    /// Brunei
    pub const BRN: Self = Self::from_letters(*b"BRN");
    /// Bhutan
    pub const BTN: Self = Self::from_letters(*b"BTN");
    /// Bouvet Island
    pub const BVT: Self = Self::from_letters(*b"BVT");
    /// Botswana
    pub const BWA: Self = Self::from_letters(*b"BWA");
    /// Central African Republic
    pub const CAF: Self = Self::from_letters(*b"CAF");
    /// Canada
    pub const CAN: Self = Self::from_letters(*b"CAN");
    /// Cocos (Keeling) Islands
    pub const CCK: Self = Self::from_letters(*b"CCK");
    /// Switzerland
    pub const CHE: Self = Self::from_letters(*b"CHE");
    /// Chile
    pub const CHL: Self = Self::from_letters(*b"CHL");
    /// China
    pub const CHN: Self = Self::from_letters(*b"CHN");
    /// Côte d'Ivoire
    pub const CIV: Self = Self::from_letters(*b"CIV");
    /// Cameroon
    pub const CMR: Self = Self::from_letters(*b"CMR");
    /// Democratic Republic of the Congo
    pub const COD: Self = Self::from_letters(*b"COD");
    /// Republic of the Congo
    pub const COG: Self = Self::from_letters(*b"COG");
    /// Cook Islands
    pub const COK: Self = Self::from_letters(*b"COK");
    /// Colombia
    pub const COL: Self = Self::from_letters(*b"COL");
    /// Comoros
    pub const COM: Self = Self::from_letters(*b"COM");
    /// Cabo Verde
    pub const CPV: Self = Self::from_letters(*b"CPV");
    /// Costa Rica
    pub const CRI: Self = Self::from_letters(*b"CRI");
    /// Czechoslovakia
    pub const CSK: Self = Self::from_letters(*b"CSK");
    /// Canton and Enderbury Islands
    pub const CTE: Self = Self::from_letters(*b"CTE");
    /// Cuba
    pub const CUB: Self = Self::from_letters(*b"CUB");
    /// Curaçao
    pub const CUW: Self = Self::from_letters(*b"CUW");
    /// Christmas Island
    pub const CXR: Self = Self::from_letters(*b"CXR");
    /// Cayman Islands
    pub const CYM: Self = Self::from_letters(*b"CYM");
    /// Cyprus
    pub const CYP: Self = Self::from_letters(*b"CYP");
    /// Czechia
    pub const CZE: Self = Self::from_letters(*b"CZE");
    /// East Germany
    pub const DDR: Self = Self::from_letters(*b"DDR");
    /// Germany
    pub const DEU: Self = Self::from_letters(*b"DEU");
    /// Djibouti
    pub const DJI: Self = Self::from_letters(*b"DJI");
    /// Dominica
    pub const DMA: Self = Self::from_letters(*b"DMA");
    /// Denmark
    pub const DNK: Self = Self::from_letters(*b"DNK");
    /// Dominican Republic
    pub const DOM: Self = Self::from_letters(*b"DOM");
    /// Algeria
    pub const DZA: Self = Self::from_letters(*b"DZA");
    /// Ecuador
    pub const ECU: Self = Self::from_letters(*b"ECU");
    /// Egypt
    pub const EGY: Self = Self::from_letters(*b"EGY");
    /// Eritrea
    pub const ERI: Self = Self::from_letters(*b"ERI");
    /// Western Sahara
    pub const ESH: Self = Self::from_letters(*b"ESH");
    /// Spain
    pub const ESP: Self = Self::from_letters(*b"ESP");
    /// Estonia
    pub const EST: Self = Self::from_letters(*b"EST");
    /// Ethiopia
    pub const ETH: Self = Self::from_letters(*b"ETH");
    /// Finland
    pub const FIN: Self = Self::from_letters(*b"FIN");
    /// Fiji
    pub const FJI: Self = Self::from_letters(*b"FJI");
    /// Falkland Islands
    pub const FLK: Self = Self::from_letters(*b"FLK");
    /// France
    pub const FRA: Self = Self::from_letters(*b"FRA");
    /// Faroe Islands
    pub const FRO: Self = Self::from_letters(*b"FRO");
    /// Micronesia
    pub const FSM: Self = Self::from_letters(*b"FSM");
    /// Gabon
    pub const GAB: Self = Self::from_letters(*b"GAB");
    /// United Kingdom
    pub const GBR: Self = Self::from_letters(*b"GBR");
    /// Gilbert and Ellice Islands
    pub const GEL: Self = Self::from_letters(*b"GEL");
    /// Georgia
    pub const GEO: Self = Self::from_letters(*b"GEO");
    /// Guernsey
    pub const GGY: Self = Self::from_letters(*b"GGY");
    /// Ghana
    pub const GHA: Self = Self::from_letters(*b"GHA");
    /// Gibraltar
    pub const GIB: Self = Self::from_letters(*b"GIB");
    /// Guinea
    pub const GIN: Self = Self::from_letters(*b"GIN");
    /// Guadeloupe
    pub const GLP: Self = Self::from_letters(*b"GLP");
    /// Gambia
    pub const GMB: Self = Self::from_letters(*b"GMB");
    /// Guinea-Bissau
    pub const GNB: Self = Self::from_letters(*b"GNB");
    /// Equatorial Guinea
    pub const GNQ: Self = Self::from_letters(*b"GNQ");
    /// Greece
    pub const GRC: Self = Self::from_letters(*b"GRC");
    /// Grenada
    pub const GRD: Self = Self::from_letters(*b"GRD");
    /// Greenland
    pub const GRL: Self = Self::from_letters(*b"GRL");
    /// Guatemala
    pub const GTM: Self = Self::from_letters(*b"GTM");
    /// French Guiana
    pub const GUF: Self = Self::from_letters(*b"GUF");
    /// Guam
    pub const GUM: Self = Self::from_letters(*b"GUM");
    /// Guyana
    pub const GUY: Self = Self::from_letters(*b"GUY");
    /// Hong Kong
    pub const HKG: Self = Self::from_letters(*b"HKG");
    /// Heard Island and McDonald Islands
    pub const HMD: Self = Self::from_letters(*b"HMD");
    /// Honduras
    pub const HND: Self = Self::from_letters(*b"HND");
    /// Croatia
    pub const HRV: Self = Self::from_letters(*b"HRV");
    /// Haiti
    pub const HTI: Self = Self::from_letters(*b"HTI");
    /// Hungary
    pub const HUN: Self = Self::from_letters(*b"HUN");
    /// Indonesia
    pub const IDN: Self = Self::from_letters(*b"IDN");
    /// Isle of Man
    pub const IMN: Self = Self::from_letters(*b"IMN");
    /// India
    pub const IND: Self = Self::from_letters(*b"IND");
    /// British Indian Ocean Territory
    pub const IOT: Self = Self::from_letters(*b"IOT");
    /// Ireland
    pub const IRL: Self = Self::from_letters(*b"IRL");
    /// Iran
    pub const IRN: Self = Self::from_letters(*b"IRN");
    /// Iraq
    pub const IRQ: Self = Self::from_letters(*b"IRQ");
    /// Iceland
    pub const ISL: Self = Self::from_letters(*b"ISL");
    /// Israel
    pub const ISR: Self = Self::from_letters(*b"ISR");
    /// Italy
    pub const ITA: Self = Self::from_letters(*b"ITA");
    /// Jamaica
    pub const JAM: Self = Self::from_letters(*b"JAM");
    /// Jersey
    pub const JEY: Self = Self::from_letters(*b"JEY");
    /// Jordan
    pub const JOR: Self = Self::from_letters(*b"JOR");
    /// Japan
    pub const JPN: Self = Self::from_letters(*b"JPN");
    /// Johnston Island
    pub const JTN: Self = Self::from_letters(*b"JTN");
    /// Kazakhstan
    pub const KAZ: Self = Self::from_letters(*b"KAZ");
    /// Kenya
    pub const KEN: Self = Self::from_letters(*b"KEN");
    /// Kyrgyzstan
    pub const KGZ: Self = Self::from_letters(*b"KGZ");
    /// Cambodia
    pub const KHM: Self = Self::from_letters(*b"KHM");
    /// Kiribati
    pub const KIR: Self = Self::from_letters(*b"KIR");
    /// Saint Kitts and Nevis
    pub const KNA: Self = Self::from_letters(*b"KNA");
    /// South Korea
    pub const KOR: Self = Self::from_letters(*b"KOR");
    /// Kuwait
    pub const KWT: Self = Self::from_letters(*b"KWT");
    /// Laos
    pub const LAO: Self = Self::from_letters(*b"LAO");
    /// Lebanon
    pub const LBN: Self = Self::from_letters(*b"LBN");
    /// Liberia
    pub const LBR: Self = Self::from_letters(*b"LBR");
    /// Libya
    pub const LBY: Self = Self::from_letters(*b"LBY");
    /// Saint Lucia
    pub const LCA: Self = Self::from_letters(*b"LCA");
    /// Liechtenstein
    pub const LIE: Self = Self::from_letters(*b"LIE");
    /// Sri Lanka
    pub const LKA: Self = Self::from_letters(*b"LKA");
    /// Lesotho
    pub const LSO: Self = Self::from_letters(*b"LSO");
    /// Lithuania
    pub const LTU: Self = Self::from_letters(*b"LTU");
    /// Luxembourg
    pub const LUX: Self = Self::from_letters(*b"LUX");
    /// Latvia
    pub const LVA: Self = Self::from_letters(*b"LVA");
    /// Macao
    pub const MAC: Self = Self::from_letters(*b"MAC");
    /// Saint Martin
    pub const MAF: Self = Self::from_letters(*b"MAF");
    /// Morocco
    pub const MAR: Self = Self::from_letters(*b"MAR");
    /// Monaco
    pub const MCO: Self = Self::from_letters(*b"MCO");
    /// Moldova
    pub const MDA: Self = Self::from_letters(*b"MDA");
    /// Madagascar
    pub const MDG: Self = Self::from_letters(*b"MDG");
    /// Maldives
    pub const MDV: Self = Self::from_letters(*b"MDV");
    /// Mexico
    pub const MEX: Self = Self::from_letters(*b"MEX");
    /// Marshall Islands
    pub const MHL: Self = Self::from_letters(*b"MHL");
    /// Midway Islands
    pub const MID: Self = Self::from_letters(*b"MID");
    /// North Macedonia
    pub const MKD: Self = Self::from_letters(*b"MKD");
    /// Mali
    pub const MLI: Self = Self::from_letters(*b"MLI");
    /// Malta
    pub const MLT: Self = Self::from_letters(*b"MLT");
    /// Myanmar
    pub const MMR: Self = Self::from_letters(*b"MMR");
    /// Montenegro
    pub const MNE: Self = Self::from_letters(*b"MNE");
    /// Mongolia
    pub const MNG: Self = Self::from_letters(*b"MNG");
    /// Northern Mariana Islands
    pub const MNP: Self = Self::from_letters(*b"MNP");
    /// Mozambique
    pub const MOZ: Self = Self::from_letters(*b"MOZ");
    /// Mauritania
    pub const MRT: Self = Self::from_letters(*b"MRT");
    /// Montserrat
    pub const MSR: Self = Self::from_letters(*b"MSR");
    /// Martinique
    pub const MTQ: Self = Self::from_letters(*b"MTQ");
    /// Mauritius
    pub const MUS: Self = Self::from_letters(*b"MUS");
    /// Malawi
    pub const MWI: Self = Self::from_letters(*b"MWI");
    /// Malaysia
    pub const MYS: Self = Self::from_letters(*b"MYS");
    /// Mayotte
    pub const MYT: Self = Self::from_letters(*b"MYT");
    /// Namibia
    pub const NAM: Self = Self::from_letters(*b"NAM");
    /// New Caledonia
    pub const NCL: Self = Self::from_letters(*b"NCL");
    /// Niger
    pub const NER: Self = Self::from_letters(*b"NER");
    /// Norfolk Island
    pub const NFK: Self = Self::from_letters(*b"NFK");
    /// Nigeria
    pub const NGA: Self = Self::from_letters(*b"NGA");
    /// Nicaragua
    pub const NIC: Self = Self::from_letters(*b"NIC");
    /// Niue
    pub const NIU: Self = Self::from_letters(*b"NIU");
    /// Netherlands
    pub const NLD: Self = Self::from_letters(*b"NLD");
    /// Norway
    pub const NOR: Self = Self::from_letters(*b"NOR");
    /// Nepal
    pub const NPL: Self = Self::from_letters(*b"NPL");
    /// Nauru
    pub const NRU: Self = Self::from_letters(*b"NRU");
    /// Saudi–Iraqi Neutral Zone
    pub const NTZ: Self = Self::from_letters(*b"NTZ");
    /// New Zealand
    pub const NZL: Self = Self::from_letters(*b"NZL");
    /// Oman
    pub const OMN: Self = Self::from_letters(*b"OMN");
    /// Pakistan
    pub const PAK: Self = Self::from_letters(*b"PAK");
    /// Panama
    pub const PAN: Self = Self::from_letters(*b"PAN");
    /// Trust Territory of the Pacific Islands
    pub const PCI: Self = Self::from_letters(*b"PCI");
    /// Pitcairn
    pub const PCN: Self = Self::from_letters(*b"PCN");
    /// Panama Canal Zone
    pub const PCZ: Self = Self::from_letters(*b"PCZ");
    /// Peru
    pub const PER: Self = Self::from_letters(*b"PER");
    /// Philippines
    pub const PHL: Self = Self::from_letters(*b"PHL");
    /// Palau
    pub const PLW: Self = Self::from_letters(*b"PLW");
    /// Papua New Guinea
    pub const PNG: Self = Self::from_letters(*b"PNG");
    /// Poland
    pub const POL: Self = Self::from_letters(*b"POL");
    /// Puerto Rico
    pub const PRI: Self = Self::from_letters(*b"PRI");
    /// North Korea
    pub const PRK: Self = Self::from_letters(*b"PRK");
    /// Portugal
    pub const PRT: Self = Self::from_letters(*b"PRT");
    /// Paraguay
    pub const PRY: Self = Self::from_letters(*b"PRY");
    /// Palestine
    pub const PSE: Self = Self::from_letters(*b"PSE");
    /// United States Miscellaneous Pacific Islands
    pub const PUS: Self = Self::from_letters(*b"PUS");
    /// French Polynesia
    pub const PYF: Self = Self::from_letters(*b"PYF");
    /// Qatar
    pub const QAT: Self = Self::from_letters(*b"QAT");
    /// Réunion
    pub const REU: Self = Self::from_letters(*b"REU");
    /// Romania
    pub const ROU: Self = Self::from_letters(*b"ROU");
    /// Russia
    pub const RUS: Self = Self::from_letters(*b"RUS");
    /// Rwanda
    pub const RWA: Self = Self::from_letters(*b"RWA");
    /// Saudi Arabia
    pub const SAU: Self = Self::from_letters(*b"SAU");
    /// Serbia and Montenegro
    pub const SCG: Self = Self::from_letters(*b"SCG");
    /// Sudan
    pub const SDN: Self = Self::from_letters(*b"SDN");
    /// Senegal
    pub const SEN: Self = Self::from_letters(*b"SEN");
    /// Singapore
    pub const SGP: Self = Self::from_letters(*b"SGP");
    /// South Georgia and the South Sandwich Islands
    pub const SGS: Self = Self::from_letters(*b"SGS");
    /// Saint Helena
    pub const SHN: Self = Self::from_letters(*b"SHN");
    /// Svalbard and Jan Mayen
    pub const SJM: Self = Self::from_letters(*b"SJM");
    /// Sikkim
    pub const SKM: Self = Self::from_letters(*b"SKM");
    /// Solomon Islands
    pub const SLB: Self = Self::from_letters(*b"SLB");
    /// Sierra Leone
    pub const SLE: Self = Self::from_letters(*b"SLE");
    /// El Salvador
    pub const SLV: Self = Self::from_letters(*b"SLV");
    /// San Marino
    pub const SMR: Self = Self::from_letters(*b"SMR");
    /// Somalia
    pub const SOM: Self = Self::from_letters(*b"SOM");
    /// Saint Pierre and Miquelon
    pub const SPM: Self = Self::from_letters(*b"SPM");
    /// Serbia
    pub const SRB: Self = Self::from_letters(*b"SRB");
    /// South Sudan
    pub const SSD: Self = Self::from_letters(*b"SSD");
    /// São Tomé and Príncipe
    pub const STP: Self = Self::from_letters(*b"STP");
    /// Soviet Union
    pub const SUN: Self = Self::from_letters(*b"SUN");
    /// Suriname
    pub const SUR: Self = Self::from_letters(*b"SUR");
    /// Slovakia
    pub const SVK: Self = Self::from_letters(*b"SVK");
    /// Slovenia
    pub const SVN: Self = Self::from_letters(*b"SVN");
    /// Sweden
    pub const SWE: Self = Self::from_letters(*b"SWE");
    /// Eswatini
    pub const SWZ: Self = Self::from_letters(*b"SWZ");
    /// Sint Maarten
    pub const SXM: Self = Self::from_letters(*b"SXM");
    /// Seychelles
    pub const SYC: Self = Self::from_letters(*b"SYC");
    /// Syria
    pub const SYR: Self = Self::from_letters(*b"SYR");
    /// Turks and Caicos Islands
    pub const TCA: Self = Self::from_letters(*b"TCA");
    /// Chad
    pub const TCD: Self = Self::from_letters(*b"TCD");
    /// Togo
    pub const TGO: Self = Self::from_letters(*b"TGO");
    /// Thailand
    pub const THA: Self = Self::from_letters(*b"THA");
    /// Tajikistan
    pub const TJK: Self = Self::from_letters(*b"TJK");
    /// Tokelau
    pub const TKL: Self = Self::from_letters(*b"TKL");
    /// Turkmenistan
    pub const TKM: Self = Self::from_letters(*b"TKM");
    /// Timor-Leste
    pub const TLS: Self = Self::from_letters(*b"TLS");
    /// Tonga
    pub const TON: Self = Self::from_letters(*b"TON");
    /// Trinidad and Tobago
    pub const TTO: Self = Self::from_letters(*b"TTO");
    /// Tunisia
    pub const TUN: Self = Self::from_letters(*b"TUN");
    /// Türkiye
    pub const TUR: Self = Self::from_letters(*b"TUR");
    /// Tuvalu
    pub const TUV: Self = Self::from_letters(*b"TUV");
    /// Taiwan
    pub const TWN: Self = Self::from_letters(*b"TWN");
    /// Tanzania
    pub const TZA: Self = Self::from_letters(*b"TZA");
    /// Uganda
    pub const UGA: Self = Self::from_letters(*b"UGA");
    /// Ukraine
    pub const UKR: Self = Self::from_letters(*b"UKR");
    /// United States Minor Outlying Islands
    pub const UMI: Self = Self::from_letters(*b"UMI");
    /// Uruguay
    pub const URY: Self = Self::from_letters(*b"URY");
    /// United States
    pub const USA: Self = Self::from_letters(*b"USA");
    /// Uzbekistan
    pub const UZB: Self = Self::from_letters(*b"UZB");
    /// Vatican City
    pub const VAT: Self = Self::from_letters(*b"VAT");
    /// Saint Vincent and the Grenadines
    pub const VCT: Self = Self::from_letters(*b"VCT");
    /// Venezuela
    pub const VEN: Self = Self::from_letters(*b"VEN");
    /// British Virgin Islands
    pub const VGB: Self = Self::from_letters(*b"VGB");
    /// United States Virgin Islands
    pub const VIR: Self = Self::from_letters(*b"VIR");
    /// Vietnam
    pub const VNM: Self = Self::from_letters(*b"VNM");
    /// Vanuatu
    pub const VUT: Self = Self::from_letters(*b"VUT");
    /// Wake Island
    pub const WAK: Self = Self::from_letters(*b"WAK");
    /// Wallis and Futuna
    pub const WLF: Self = Self::from_letters(*b"WLF");
    /// Samoa
    pub const WSM: Self = Self::from_letters(*b"WSM");
    /// Abkhazia
    pub const XAB: Self = Self::from_letters(*b"XAB");
    /// Austria-Hungary
    pub const XAH: Self = Self::from_letters(*b"XAH");
    /// Annam
    pub const XAN: Self = Self::from_letters(*b"XAN");
    /// Baden
    pub const XBD: Self = Self::from_letters(*b"XBD");
    /// Bavaria
    pub const XBV: Self = Self::from_letters(*b"XBV");
    /// Federal Republic of Central America
    pub const XCA: Self = Self::from_letters(*b"XCA");
    /// Gran Colombia
    pub const XGC: Self = Self::from_letters(*b"XGC");
    /// Hesse-Darmstadt
    pub const XHD: Self = Self::from_letters(*b"XHD");
    /// Hesse-Kassel
    pub const XHK: Self = Self::from_letters(*b"XHK");
    /// Hanover
    pub const XHN: Self = Self::from_letters(*b"XHN");
    /// Korea
    pub const XKO: Self = Self::from_letters(*b"XKO");
    /// Kosovo
    pub const XKX: Self = Self::from_letters(*b"XKX");
    /// Modena
    pub const XMD: Self = Self::from_letters(*b"XMD");
    /// Mecklenburg-Schwerin
    pub const XMS: Self = Self::from_letters(*b"XMS");
    /// Orange Free State
    pub const XOF: Self = Self::from_letters(*b"XOF");
    /// Parma
    pub const XPM: Self = Self::from_letters(*b"XPM");
    /// Papal States
    pub const XPP: Self = Self::from_letters(*b"XPP");
    /// Two Sicilies
    pub const XSI: Self = Self::from_letters(*b"XSI");
    /// South Ossetia
    pub const XSO: Self = Self::from_letters(*b"XSO");
    /// Saxony
    pub const XSX: Self = Self::from_letters(*b"XSX");
    /// Tibet
    pub const XTB: Self = Self::from_letters(*b"XTB");
    /// Tuscany
    pub const XTU: Self = Self::from_letters(*b"XTU");
    /// Transvaal
    pub const XTV: Self = Self::from_letters(*b"XTV");
    /// South Vietnam
    pub const XVS: Self = Self::from_letters(*b"XVS");
    /// Württemberg
    pub const XWT: Self = Self::from_letters(*b"XWT");
    /// North Yemen
    pub const XYA: Self = Self::from_letters(*b"XYA");
    /// Zanzibar
    pub const XZN: Self = Self::from_letters(*b"XZN");
    /// Yemen
    pub const YEM: Self = Self::from_letters(*b"YEM");
    /// South Yemen
    pub const YMD: Self = Self::from_letters(*b"YMD");
    /// Yugoslavia
    pub const YUG: Self = Self::from_letters(*b"YUG");
    /// South Africa
    pub const ZAF: Self = Self::from_letters(*b"ZAF");
    /// Zambia
    pub const ZMB: Self = Self::from_letters(*b"ZMB");
    /// Zimbabwe
    pub const ZWE: Self = Self::from_letters(*b"ZWE");
}

/// Aruba
pub const ABW: CountryCode = CountryCode::ABW;

/// Afghanistan
pub const AFG: CountryCode = CountryCode::AFG;

/// Angola
pub const AGO: CountryCode = CountryCode::AGO;

/// Anguilla
pub const AIA: CountryCode = CountryCode::AIA;

/// Åland Islands
pub const ALA: CountryCode = CountryCode::ALA;

/// Albania
pub const ALB: CountryCode = CountryCode::ALB;

/// Andorra
pub const AND: CountryCode = CountryCode::AND;

/// Netherlands Antilles
pub const ANT: CountryCode = CountryCode::ANT;

/// United Arab Emirates
pub const ARE: CountryCode = CountryCode::ARE;

/// Argentina
pub const ARG: CountryCode = CountryCode::ARG;

/// Armenia
pub const ARM: CountryCode = CountryCode::ARM;

/// American Samoa
pub const ASM: CountryCode = CountryCode::ASM;

/// Antarctica
pub const ATA: CountryCode = CountryCode::ATA;

/// British Antarctic Territory
pub const ATB: CountryCode = CountryCode::ATB;

/// French Southern Territories
pub const ATF: CountryCode = CountryCode::ATF;

/// Antigua and Barbuda
pub const ATG: CountryCode = CountryCode::ATG;

/// Dronning Maud Land
pub const ATN: CountryCode = CountryCode::ATN;

/// Australia
pub const AUS: CountryCode = CountryCode::AUS;

/// Austria
pub const AUT: CountryCode = CountryCode::AUT;

/// Azerbaijan
pub const AZE: CountryCode = CountryCode::AZE;

/// Burundi
pub const BDI: CountryCode = CountryCode::BDI;

/// Belgium
pub const BEL: CountryCode = CountryCode::BEL;

/// Benin
pub const BEN: CountryCode = CountryCode::BEN;

/// Bonaire, Sint Eustatius and Saba
pub const BES: CountryCode = CountryCode::BES;

/// Burkina Faso
pub const BFA: CountryCode = CountryCode::BFA;

/// Bangladesh
pub const BGD: CountryCode = CountryCode::BGD;

/// Bulgaria
pub const BGR: CountryCode = CountryCode::BGR;

/// Bahrain
pub const BHR: CountryCode = CountryCode::BHR;

/// Bahamas
pub const BHS: CountryCode = CountryCode::BHS;

/// Bosnia and Herzegovina
pub const BIH: CountryCode = CountryCode::BIH;

/// Saint Barthélemy
pub const BLM: CountryCode = CountryCode::BLM;

/// Belarus
pub const BLR: CountryCode = CountryCode::BLR;

/// Belize
pub const BLZ: CountryCode = CountryCode::BLZ;

/// Bermuda
pub const BMU: CountryCode = CountryCode::BMU;

/// Bolivia
pub const BOL: CountryCode = CountryCode::BOL;

/// Brazil
pub const BRA: CountryCode = CountryCode::BRA;

/// Barbados
pub const BRB: CountryCode = CountryCode::BRB;

/// Brunei
pub const BRN: CountryCode = CountryCode::BRN;

/// Bhutan
pub const BTN: CountryCode = CountryCode::BTN;

/// Bouvet Island
pub const BVT: CountryCode = CountryCode::BVT;

/// Botswana
pub const BWA: CountryCode = CountryCode::BWA;

/// Central African Republic
pub const CAF: CountryCode = CountryCode::CAF;

/// Canada
pub const CAN: CountryCode = CountryCode::CAN;

/// Cocos (Keeling) Islands
pub const CCK: CountryCode = CountryCode::CCK;

/// Switzerland
pub const CHE: CountryCode = CountryCode::CHE;

/// Chile
pub const CHL: CountryCode = CountryCode::CHL;

/// China
pub const CHN: CountryCode = CountryCode::CHN;

/// Côte d'Ivoire
pub const CIV: CountryCode = CountryCode::CIV;

/// Cameroon
pub const CMR: CountryCode = CountryCode::CMR;

/// Democratic Republic of the Congo
pub const COD: CountryCode = CountryCode::COD;

/// Republic of the Congo
pub const COG: CountryCode = CountryCode::COG;

/// Cook Islands
pub const COK: CountryCode = CountryCode::COK;

/// Colombia
pub const COL: CountryCode = CountryCode::COL;

/// Comoros
pub const COM: CountryCode = CountryCode::COM;

/// Cabo Verde
pub const CPV: CountryCode = CountryCode::CPV;

/// Costa Rica
pub const CRI: CountryCode = CountryCode::CRI;

/// Czechoslovakia
pub const CSK: CountryCode = CountryCode::CSK;

/// Canton and Enderbury Islands
pub const CTE: CountryCode = CountryCode::CTE;

/// Cuba
pub const CUB: CountryCode = CountryCode::CUB;

/// Curaçao
pub const CUW: CountryCode = CountryCode::CUW;

/// Christmas Island
pub const CXR: CountryCode = CountryCode::CXR;

/// Cayman Islands
pub const CYM: CountryCode = CountryCode::CYM;

/// Cyprus
pub const CYP: CountryCode = CountryCode::CYP;

/// Czechia
pub const CZE: CountryCode = CountryCode::CZE;

/// East Germany
pub const DDR: CountryCode = CountryCode::DDR;

/// Germany
pub const DEU: CountryCode = CountryCode::DEU;

/// Djibouti
pub const DJI: CountryCode = CountryCode::DJI;

/// Dominica
pub const DMA: CountryCode = CountryCode::DMA;

/// Denmark
pub const DNK: CountryCode = CountryCode::DNK;

/// Dominican Republic
pub const DOM: CountryCode = CountryCode::DOM;

/// Algeria
pub const DZA: CountryCode = CountryCode::DZA;

/// Ecuador
pub const ECU: CountryCode = CountryCode::ECU;

/// Egypt
pub const EGY: CountryCode = CountryCode::EGY;

/// Eritrea
pub const ERI: CountryCode = CountryCode::ERI;

/// Western Sahara
pub const ESH: CountryCode = CountryCode::ESH;

/// Spain
pub const ESP: CountryCode = CountryCode::ESP;

/// Estonia
pub const EST: CountryCode = CountryCode::EST;

/// Ethiopia
pub const ETH: CountryCode = CountryCode::ETH;

/// Finland
pub const FIN: CountryCode = CountryCode::FIN;

/// Fiji
pub const FJI: CountryCode = CountryCode::FJI;

/// Falkland Islands
pub const FLK: CountryCode = CountryCode::FLK;

/// France
pub const FRA: CountryCode = CountryCode::FRA;

/// Faroe Islands
pub const FRO: CountryCode = CountryCode::FRO;

/// Micronesia
pub const FSM: CountryCode = CountryCode::FSM;

/// Gabon
pub const GAB: CountryCode = CountryCode::GAB;

/// United Kingdom
pub const GBR: CountryCode = CountryCode::GBR;

/// Gilbert and Ellice Islands
pub const GEL: CountryCode = CountryCode::GEL;

/// Georgia
pub const GEO: CountryCode = CountryCode::GEO;

/// Guernsey
pub const GGY: CountryCode = CountryCode::GGY;

/// Ghana
pub const GHA: CountryCode = CountryCode::GHA;

/// Gibraltar
pub const GIB: CountryCode = CountryCode::GIB;

/// Guinea
pub const GIN: CountryCode = CountryCode::GIN;

/// Guadeloupe
pub const GLP: CountryCode = CountryCode::GLP;

/// Gambia
pub const GMB: CountryCode = CountryCode::GMB;

/// Guinea-Bissau
pub const GNB: CountryCode = CountryCode::GNB;

/// Equatorial Guinea
pub const GNQ: CountryCode = CountryCode::GNQ;

/// Greece
pub const GRC: CountryCode = CountryCode::GRC;

/// Grenada
pub const GRD: CountryCode = CountryCode::GRD;

/// Greenland
pub const GRL: CountryCode = CountryCode::GRL;

/// Guatemala
pub const GTM: CountryCode = CountryCode::GTM;

/// French Guiana
pub const GUF: CountryCode = CountryCode::GUF;

/// Guam
pub const GUM: CountryCode = CountryCode::GUM;

/// Guyana
pub const GUY: CountryCode = CountryCode::GUY;

/// Hong Kong
pub const HKG: CountryCode = CountryCode::HKG;

/// Heard Island and McDonald Islands
pub const HMD: CountryCode = CountryCode::HMD;

/// Honduras
pub const HND: CountryCode = CountryCode::HND;

/// Croatia
pub const HRV: CountryCode = CountryCode::HRV;

/// Haiti
pub const HTI: CountryCode = CountryCode::HTI;

/// Hungary
pub const HUN: CountryCode = CountryCode::HUN;

/// Indonesia
pub const IDN: CountryCode = CountryCode::IDN;

/// Isle of Man
pub const IMN: CountryCode = CountryCode::IMN;

/// India
pub const IND: CountryCode = CountryCode::IND;

/// British Indian Ocean Territory
pub const IOT: CountryCode = CountryCode::IOT;

/// Ireland
pub const IRL: CountryCode = CountryCode::IRL;

/// Iran
pub const IRN: CountryCode = CountryCode::IRN;

/// Iraq
pub const IRQ: CountryCode = CountryCode::IRQ;

/// Iceland
pub const ISL: CountryCode = CountryCode::ISL;

/// Israel
pub const ISR: CountryCode = CountryCode::ISR;

/// Italy
pub const ITA: CountryCode = CountryCode::ITA;

/// Jamaica
pub const JAM: CountryCode = CountryCode::JAM;

/// Jersey
pub const JEY: CountryCode = CountryCode::JEY;

/// Jordan
pub const JOR: CountryCode = CountryCode::JOR;

/// Japan
pub const JPN: CountryCode = CountryCode::JPN;

/// Johnston Island
pub const JTN: CountryCode = CountryCode::JTN;

/// Kazakhstan
pub const KAZ: CountryCode = CountryCode::KAZ;

/// Kenya
pub const KEN: CountryCode = CountryCode::KEN;

/// Kyrgyzstan
pub const KGZ: CountryCode = CountryCode::KGZ;

/// Cambodia
pub const KHM: CountryCode = CountryCode::KHM;

/// Kiribati
pub const KIR: CountryCode = CountryCode::KIR;

/// Saint Kitts and Nevis
pub const KNA: CountryCode = CountryCode::KNA;

/// South Korea
pub const KOR: CountryCode = CountryCode::KOR;

/// Kuwait
pub const KWT: CountryCode = CountryCode::KWT;

/// Laos
pub const LAO: CountryCode = CountryCode::LAO;

/// Lebanon
pub const LBN: CountryCode = CountryCode::LBN;

/// Liberia
pub const LBR: CountryCode = CountryCode::LBR;

/// Libya
pub const LBY: CountryCode = CountryCode::LBY;

/// Saint Lucia
pub const LCA: CountryCode = CountryCode::LCA;

/// Liechtenstein
pub const LIE: CountryCode = CountryCode::LIE;

/// Sri Lanka
pub const LKA: CountryCode = CountryCode::LKA;

/// Lesotho
pub const LSO: CountryCode = CountryCode::LSO;

/// Lithuania
pub const LTU: CountryCode = CountryCode::LTU;

/// Luxembourg
pub const LUX: CountryCode = CountryCode::LUX;

/// Latvia
pub const LVA: CountryCode = CountryCode::LVA;

/// Macao
pub const MAC: CountryCode = CountryCode::MAC;

/// Saint Martin
pub const MAF: CountryCode = CountryCode::MAF;

/// Morocco
pub const MAR: CountryCode = CountryCode::MAR;

/// Monaco
pub const MCO: CountryCode = CountryCode::MCO;

/// Moldova
pub const MDA: CountryCode = CountryCode::MDA;

/// Madagascar
pub const MDG: CountryCode = CountryCode::MDG;

/// Maldives
pub const MDV: CountryCode = CountryCode::MDV;

/// Mexico
pub const MEX: CountryCode = CountryCode::MEX;

/// Marshall Islands
pub const MHL: CountryCode = CountryCode::MHL;

/// Midway Islands
pub const MID: CountryCode = CountryCode::MID;

/// North Macedonia
pub const MKD: CountryCode = CountryCode::MKD;

/// Mali
pub const MLI: CountryCode = CountryCode::MLI;

/// Malta
pub const MLT: CountryCode = CountryCode::MLT;

/// Myanmar
pub const MMR: CountryCode = CountryCode::MMR;

/// Montenegro
pub const MNE: CountryCode = CountryCode::MNE;

/// Mongolia
pub const MNG: CountryCode = CountryCode::MNG;

/// Northern Mariana Islands
pub const MNP: CountryCode = CountryCode::MNP;

/// Mozambique
pub const MOZ: CountryCode = CountryCode::MOZ;

/// Mauritania
pub const MRT: CountryCode = CountryCode::MRT;

/// Montserrat
pub const MSR: CountryCode = CountryCode::MSR;

/// Martinique
pub const MTQ: CountryCode = CountryCode::MTQ;

/// Mauritius
pub const MUS: CountryCode = CountryCode::MUS;

/// Malawi
pub const MWI: CountryCode = CountryCode::MWI;

/// Malaysia
pub const MYS: CountryCode = CountryCode::MYS;

/// Mayotte
pub const MYT: CountryCode = CountryCode::MYT;

/// Namibia
pub const NAM: CountryCode = CountryCode::NAM;

/// New Caledonia
pub const NCL: CountryCode = CountryCode::NCL;

/// Niger
pub const NER: CountryCode = CountryCode::NER;

/// Norfolk Island
pub const NFK: CountryCode = CountryCode::NFK;

/// Nigeria
pub const NGA: CountryCode = CountryCode::NGA;

/// Nicaragua
pub const NIC: CountryCode = CountryCode::NIC;

/// Niue
pub const NIU: CountryCode = CountryCode::NIU;

/// Netherlands
pub const NLD: CountryCode = CountryCode::NLD;

/// Norway
pub const NOR: CountryCode = CountryCode::NOR;

/// Nepal
pub const NPL: CountryCode = CountryCode::NPL;

/// Nauru
pub const NRU: CountryCode = CountryCode::NRU;

/// Saudi–Iraqi Neutral Zone
pub const NTZ: CountryCode = CountryCode::NTZ;

/// New Zealand
pub const NZL: CountryCode = CountryCode::NZL;

/// Oman
pub const OMN: CountryCode = CountryCode::OMN;

/// Pakistan
pub const PAK: CountryCode = CountryCode::PAK;

/// Panama
pub const PAN: CountryCode = CountryCode::PAN;

/// Trust Territory of the Pacific Islands
pub const PCI: CountryCode = CountryCode::PCI;

/// Pitcairn
pub const PCN: CountryCode = CountryCode::PCN;

/// Panama Canal Zone
pub const PCZ: CountryCode = CountryCode::PCZ;

/// Peru
pub const PER: CountryCode = CountryCode::PER;

/// Philippines
pub const PHL: CountryCode = CountryCode::PHL;

/// Palau
pub const PLW: CountryCode = CountryCode::PLW;

/// Papua New Guinea
pub const PNG: CountryCode = CountryCode::PNG;

/// Poland
pub const POL: CountryCode = CountryCode::POL;

/// Puerto Rico
pub const PRI: CountryCode = CountryCode::PRI;

/// North Korea
pub const PRK: CountryCode = CountryCode::PRK;

/// Portugal
pub const PRT: CountryCode = CountryCode::PRT;

/// Paraguay
pub const PRY: CountryCode = CountryCode::PRY;

/// Palestine
pub const PSE: CountryCode = CountryCode::PSE;

/// United States Miscellaneous Pacific Islands
pub const PUS: CountryCode = CountryCode::PUS;

/// French Polynesia
pub const PYF: CountryCode = CountryCode::PYF;

/// Qatar
pub const QAT: CountryCode = CountryCode::QAT;

/// Réunion
pub const REU: CountryCode = CountryCode::REU;

/// Romania
pub const ROU: CountryCode = CountryCode::ROU;

/// Russia
pub const RUS: CountryCode = CountryCode::RUS;

/// Rwanda
pub const RWA: CountryCode = CountryCode::RWA;

/// Saudi Arabia
pub const SAU: CountryCode = CountryCode::SAU;

/// Serbia and Montenegro
pub const SCG: CountryCode = CountryCode::SCG;

/// Sudan
pub const SDN: CountryCode = CountryCode::SDN;

/// Senegal
pub const SEN: CountryCode = CountryCode::SEN;

/// Singapore
pub const SGP: CountryCode = CountryCode::SGP;

/// South Georgia and the South Sandwich Islands
pub const SGS: CountryCode = CountryCode::SGS;

/// Saint Helena
pub const SHN: CountryCode = CountryCode::SHN;

/// Svalbard and Jan Mayen
pub const SJM: CountryCode = CountryCode::SJM;

/// Sikkim
pub const SKM: CountryCode = CountryCode::SKM;

/// Solomon Islands
pub const SLB: CountryCode = CountryCode::SLB;

/// Sierra Leone
pub const SLE: CountryCode = CountryCode::SLE;

/// El Salvador
pub const SLV: CountryCode = CountryCode::SLV;

/// San Marino
pub const SMR: CountryCode = CountryCode::SMR;

/// Somalia
pub const SOM: CountryCode = CountryCode::SOM;

/// Saint Pierre and Miquelon
pub const SPM: CountryCode = CountryCode::SPM;

/// Serbia
pub const SRB: CountryCode = CountryCode::SRB;

/// South Sudan
pub const SSD: CountryCode = CountryCode::SSD;

/// São Tomé and Príncipe
pub const STP: CountryCode = CountryCode::STP;

/// Soviet Union
pub const SUN: CountryCode = CountryCode::SUN;

/// Suriname
pub const SUR: CountryCode = CountryCode::SUR;

/// Slovakia
pub const SVK: CountryCode = CountryCode::SVK;

/// Slovenia
pub const SVN: CountryCode = CountryCode::SVN;

/// Sweden
pub const SWE: CountryCode = CountryCode::SWE;

/// Eswatini
pub const SWZ: CountryCode = CountryCode::SWZ;

/// Sint Maarten
pub const SXM: CountryCode = CountryCode::SXM;

/// Seychelles
pub const SYC: CountryCode = CountryCode::SYC;

/// Syria
pub const SYR: CountryCode = CountryCode::SYR;

/// Turks and Caicos Islands
pub const TCA: CountryCode = CountryCode::TCA;

/// Chad
pub const TCD: CountryCode = CountryCode::TCD;

/// Togo
pub const TGO: CountryCode = CountryCode::TGO;

/// Thailand
pub const THA: CountryCode = CountryCode::THA;

/// Tajikistan
pub const TJK: CountryCode = CountryCode::TJK;

/// Tokelau
pub const TKL: CountryCode = CountryCode::TKL;

/// Turkmenistan
pub const TKM: CountryCode = CountryCode::TKM;

/// Timor-Leste
pub const TLS: CountryCode = CountryCode::TLS;

/// Tonga
pub const TON: CountryCode = CountryCode::TON;

/// Trinidad and Tobago
pub const TTO: CountryCode = CountryCode::TTO;

/// Tunisia
pub const TUN: CountryCode = CountryCode::TUN;

/// Türkiye
pub const TUR: CountryCode = CountryCode::TUR;

/// Tuvalu
pub const TUV: CountryCode = CountryCode::TUV;

/// Taiwan
pub const TWN: CountryCode = CountryCode::TWN;

/// Tanzania
pub const TZA: CountryCode = CountryCode::TZA;

/// Uganda
pub const UGA: CountryCode = CountryCode::UGA;

/// Ukraine
pub const UKR: CountryCode = CountryCode::UKR;

/// United States Minor Outlying Islands
pub const UMI: CountryCode = CountryCode::UMI;

/// Uruguay
pub const URY: CountryCode = CountryCode::URY;

/// United States
pub const USA: CountryCode = CountryCode::USA;

/// Uzbekistan
pub const UZB: CountryCode = CountryCode::UZB;

/// Vatican City
pub const VAT: CountryCode = CountryCode::VAT;

/// Saint Vincent and the Grenadines
pub const VCT: CountryCode = CountryCode::VCT;

/// Venezuela
pub const VEN: CountryCode = CountryCode::VEN;

/// British Virgin Islands
pub const VGB: CountryCode = CountryCode::VGB;

/// United States Virgin Islands
pub const VIR: CountryCode = CountryCode::VIR;

/// Vietnam
pub const VNM: CountryCode = CountryCode::VNM;

/// Vanuatu
pub const VUT: CountryCode = CountryCode::VUT;

/// Wake Island
pub const WAK: CountryCode = CountryCode::WAK;

/// Wallis and Futuna
pub const WLF: CountryCode = CountryCode::WLF;

/// Samoa
pub const WSM: CountryCode = CountryCode::WSM;

/// Abkhazia
pub const XAB: CountryCode = CountryCode::XAB;

/// Austria-Hungary
pub const XAH: CountryCode = CountryCode::XAH;

/// Annam
pub const XAN: CountryCode = CountryCode::XAN;

/// Baden
pub const XBD: CountryCode = CountryCode::XBD;

/// Bavaria
pub const XBV: CountryCode = CountryCode::XBV;

/// Federal Republic of Central America
pub const XCA: CountryCode = CountryCode::XCA;

/// Gran Colombia
pub const XGC: CountryCode = CountryCode::XGC;

/// Hesse-Darmstadt
pub const XHD: CountryCode = CountryCode::XHD;

/// Hesse-Kassel
pub const XHK: CountryCode = CountryCode::XHK;

/// Hanover
pub const XHN: CountryCode = CountryCode::XHN;

/// Korea
pub const XKO: CountryCode = CountryCode::XKO;

/// Kosovo
pub const XKX: CountryCode = CountryCode::XKX;

/// Modena
pub const XMD: CountryCode = CountryCode::XMD;

/// Mecklenburg-Schwerin
pub const XMS: CountryCode = CountryCode::XMS;

/// Orange Free State
pub const XOF: CountryCode = CountryCode::XOF;

/// Parma
pub const XPM: CountryCode = CountryCode::XPM;

/// Papal States
pub const XPP: CountryCode = CountryCode::XPP;

/// Two Sicilies
pub const XSI: CountryCode = CountryCode::XSI;

/// South Ossetia
pub const XSO: CountryCode = CountryCode::XSO;

/// Saxony
pub const XSX: CountryCode = CountryCode::XSX;

/// Tibet
pub const XTB: CountryCode = CountryCode::XTB;

/// Tuscany
pub const XTU: CountryCode = CountryCode::XTU;

/// Transvaal
pub const XTV: CountryCode = CountryCode::XTV;

/// South Vietnam
pub const XVS: CountryCode = CountryCode::XVS;

/// Württemberg
pub const XWT: CountryCode = CountryCode::XWT;

/// North Yemen
pub const XYA: CountryCode = CountryCode::XYA;

/// Zanzibar
pub const XZN: CountryCode = CountryCode::XZN;

/// Yemen
pub const YEM: CountryCode = CountryCode::YEM;

/// South Yemen
pub const YMD: CountryCode = CountryCode::YMD;

/// Yugoslavia
pub const YUG: CountryCode = CountryCode::YUG;

/// South Africa
pub const ZAF: CountryCode = CountryCode::ZAF;

/// Zambia
pub const ZMB: CountryCode = CountryCode::ZMB;

/// Zimbabwe
pub const ZWE: CountryCode = CountryCode::ZWE;
