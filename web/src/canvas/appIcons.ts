import archive from "lucide/archive.svg";
import bell from "lucide/bell.svg";
import blocks from "lucide/blocks.svg";
import bot from "lucide/bot.svg";
import box from "lucide/box.svg";
import braces from "lucide/braces.svg";
import brain from "lucide/brain.svg";
import calculator from "lucide/calculator.svg";
import calendar from "lucide/calendar.svg";
import circleDashed from "lucide/circle-dashed.svg";
import circlePlay from "lucide/circle-play.svg";
import clock from "lucide/clock.svg";
import cloud from "lucide/cloud.svg";
import code from "lucide/code.svg";
import coins from "lucide/coins.svg";
import combine from "lucide/combine.svg";
import copy from "lucide/copy.svg";
import creditCard from "lucide/credit-card.svg";
import database from "lucide/database.svg";
import file from "lucide/file.svg";
import fileText from "lucide/file-text.svg";
import folder from "lucide/folder.svg";
import funnel from "lucide/funnel.svg";
import gitBranch from "lucide/git-branch.svg";
import gitFork from "lucide/git-fork.svg";
import globe from "lucide/globe.svg";
import hardDrive from "lucide/hard-drive.svg";
import hash from "lucide/hash.svg";
import history from "lucide/history.svg";
import image from "lucide/image.svg";
import infinityIcon from "lucide/infinity.svg";
import iterationCw from "lucide/iteration-cw.svg";
import key from "lucide/key.svg";
import languages from "lucide/languages.svg";
import layers from "lucide/layers.svg";
import link from "lucide/link.svg";
import list from "lucide/list.svg";
import listTree from "lucide/list-tree.svg";
import lock from "lucide/lock.svg";
import logIn from "lucide/log-in.svg";
import logOut from "lucide/log-out.svg";
import mail from "lucide/mail.svg";
import mapPin from "lucide/map-pin.svg";
import merge from "lucide/merge.svg";
import messageCircle from "lucide/message-circle.svg";
import messageSquare from "lucide/message-square.svg";
import music from "lucide/music.svg";
import network from "lucide/network.svg";
import notebookText from "lucide/notebook-text.svg";
import octagonAlert from "lucide/octagon-alert.svg";
import phone from "lucide/phone.svg";
import play from "lucide/play.svg";
import puzzle from "lucide/puzzle.svg";
import redo2 from "lucide/redo-2.svg";
import refreshCw from "lucide/refresh-cw.svg";
import regex from "lucide/regex.svg";
import repeat from "lucide/repeat.svg";
import rotateCcw from "lucide/rotate-ccw.svg";
import route from "lucide/route.svg";
import rss from "lucide/rss.svg";
import save from "lucide/save.svg";
import search from "lucide/search.svg";
import send from "lucide/send.svg";
import settings2 from "lucide/settings-2.svg";
import sheet from "lucide/sheet.svg";
import shield from "lucide/shield.svg";
import shieldAlert from "lucide/shield-alert.svg";
import shoppingCart from "lucide/shopping-cart.svg";
import shuffle from "lucide/shuffle.svg";
import sigma from "lucide/sigma.svg";
import slidersHorizontal from "lucide/sliders-horizontal.svg";
import sparkles from "lucide/sparkles.svg";
import split from "lucide/split.svg";
import squareFunction from "lucide/square-function.svg";
import table from "lucide/table.svg";
import table2 from "lucide/table-2.svg";
import terminal from "lucide/terminal.svg";
import timer from "lucide/timer.svg";
import triangleAlert from "lucide/triangle-alert.svg";
import typeIcon from "lucide/type.svg";
import undo2 from "lucide/undo-2.svg";
import users from "lucide/users.svg";
import variable from "lucide/variable.svg";
import video from "lucide/video.svg";
import wandSparkles from "lucide/wand-sparkles.svg";
import webhook from "lucide/webhook.svg";
import workflow from "lucide/workflow.svg";
import wrench from "lucide/wrench.svg";
import zap from "lucide/zap.svg";

/** The icons that modules may ask for by name: only what is bundled can be drawn. */
const icons: Record<string, string> = {
    archive,
    bell,
    blocks,
    bot,
    box,
    braces,
    brain,
    calculator,
    calendar,
    "circle-dashed": circleDashed,
    "circle-play": circlePlay,
    clock,
    cloud,
    code,
    coins,
    combine,
    copy,
    "credit-card": creditCard,
    database,
    file,
    "file-text": fileText,
    folder,
    funnel,
    "git-branch": gitBranch,
    "git-fork": gitFork,
    globe,
    "hard-drive": hardDrive,
    hash,
    history,
    image,
    infinity: infinityIcon,
    "iteration-cw": iterationCw,
    key,
    languages,
    layers,
    link,
    list,
    "list-tree": listTree,
    lock,
    "log-in": logIn,
    "log-out": logOut,
    mail,
    "map-pin": mapPin,
    merge,
    "message-circle": messageCircle,
    "message-square": messageSquare,
    music,
    network,
    "notebook-text": notebookText,
    "octagon-alert": octagonAlert,
    phone,
    play,
    puzzle,
    "redo-2": redo2,
    "refresh-cw": refreshCw,
    regex,
    repeat,
    "rotate-ccw": rotateCcw,
    route,
    rss,
    save,
    search,
    send,
    "settings-2": settings2,
    sheet,
    shield,
    "shield-alert": shieldAlert,
    "shopping-cart": shoppingCart,
    shuffle,
    sigma,
    "sliders-horizontal": slidersHorizontal,
    sparkles,
    split,
    "square-function": squareFunction,
    table,
    "table-2": table2,
    terminal,
    timer,
    "triangle-alert": triangleAlert,
    type: typeIcon,
    "undo-2": undo2,
    users,
    variable,
    video,
    "wand-sparkles": wandSparkles,
    webhook,
    workflow,
    wrench,
    zap,
};

export function appIcon(name: string | undefined): string {
    return (name && icons[name]) || puzzle;
}
