/**
 * Area codes of the United States and Canada by time zone. A code that crosses a zone border lists every zone. Toll-free
 * and other codes without a place are not listed.
 */
const AREA_CODES: readonly [zones: readonly string[], codes: string][] = [
  [
    ['America/New_York'],
    // CT, DC, DE, FL, GA
    `203 475 860 959 202 771 302 239 305 321 324 352 386 407 561 645 656 689 727 728 754 772 786 813 863 904 941 954
     229 404 470 478 678 706 762 770 912 943
     260 317 463 765 502 606 859
     339 351 413 508 617 774 781 857 978 227 240 301 410 443 667 207
     231 248 269 313 517 586 616 679 734 810 947 989
     252 336 472 704 743 828 910 919 980 984 603 201 551 609 640 732 848 856 862 908 973
     212 315 329 332 347 363 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929 934
     216 220 234 283 326 330 380 419 436 440 513 567 614 740 937
     215 223 267 272 412 445 484 570 582 610 717 724 814 835 878 401 803 821 839 843 854 864
     865 729 276 434 540 571 686 703 757 804 826 948 802 304 681`,
  ],
  // Counties of FL, IN, KY, MI and TN on both sides of the line.
  [['America/New_York', 'America/Chicago'], '448 850 219 574 812 930 270 364 906 423 931'],
  [
    ['America/Chicago'],
    // AL, AR, IA, IL, KS, LA, MN, MO, MS, NE, OK, TN, TX, WI
    `205 251 256 334 483 659 938 327 479 501 870 319 515 563 641 712
     217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872 316 913 225 318 337 457 504 985
     218 320 507 612 651 763 924 952 235 314 417 557 573 636 660 816 975 228 471 601 662 769 402 531
     405 539 572 580 918 615 629 731 901
     210 214 254 281 325 346 361 409 430 432 469 512 621 682 713 726 737 806 817 830 832 903 936 940 945 956 972 979
     262 274 353 414 534 608 715 920`,
  ],
  // KS, ND, NE, SD
  [['America/Chicago', 'America/Denver'], '620 785 701 308 605'],
  // CO, MT, NM, UT, WY, the west of TX
  [['America/Denver'], '303 719 720 748 970 983 406 505 575 385 435 801 307 915'],
  [['America/Phoenix'], '480 520 602 623'],
  // The Navajo Nation keeps summer time, the rest of AZ does not.
  [['America/Phoenix', 'America/Denver'], '928'],
  // ID and the east of OR
  [['America/Boise', 'America/Los_Angeles'], '208 986 458 541'],
  [['America/Los_Angeles', 'America/Denver'], '775'],
  [
    ['America/Los_Angeles'],
    // CA, NV, OR, WA
    `209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669 707 714 738 747
     760 805 818 820 831 837 840 858 909 916 925 949 951 702 725 503 971 206 253 360 425 509 564`,
  ],
  [['America/Anchorage', 'America/Adak'], '907'],
  [['Pacific/Honolulu'], '808'],

  // NL, the Maritimes, QC and the east of ON
  [['America/St_Johns', 'America/Goose_Bay'], '709 879'],
  [['America/Halifax'], '782 902'],
  [['America/Moncton'], '428 506'],
  [['America/Toronto', 'America/Halifax', 'America/Puerto_Rico'], '367 418 581'],
  [
    ['America/Toronto'],
    `226 249 289 343 365 382 387 416 437 519 548 613 647 683 705 742 753 905 942
     263 354 438 450 468 514 579 819 873`,
  ],
  [['America/Toronto', 'America/Winnipeg', 'America/Atikokan'], '807'],
  [['America/Winnipeg'], '204 431 584'],
  [['America/Regina', 'America/Edmonton'], '306 474 639'],
  [['America/Edmonton'], '368 403 587 780 825'],
  // The Peace River and Kootenay districts of BC keep Mountain time.
  [['America/Vancouver', 'America/Edmonton', 'America/Dawson_Creek'], '236 250 257 672 778'],
  [['America/Vancouver'], '604'],
  [['America/Whitehorse', 'America/Edmonton', 'America/Winnipeg', 'America/Resolute', 'America/Iqaluit'], '867'],
];

/** Zones of each area code. */
export const zonesOfAreaCode: ReadonlyMap<string, readonly string[]> = new Map(
  AREA_CODES.flatMap(([zones, codes]) => codes.split(/\s+/).map((code) => [code, zones] as const)),
);
