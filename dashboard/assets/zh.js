// Streamlit 1.67 speaks English around our pages. This puts its few words into Chinese, in place, and touches
// nothing that officers or pages wrote. It is linked on Chinese pages only (dashboard/shell.py).
(() => {
  "use strict";
  const WORDS = {
    "Add row": "新增行", "Add rows": "新增行", "add icon": "添加", "Add files": "添加文件", "Apply": "应用", "Ascending": "升序",
    "Autosize": "自动列宽", "Browse files": "选择文件", "Cancel": "取消", "Choose a date": "选择日期",
    "Choose a date range": "选择日期范围", "Choose a file": "选择文件", "Choose an option": "请选择",
    "Choose files": "选择文件", "Choose options": "请选择", "Clear": "清除", "Clear all": "全部清除",
    "Clear cache": "清除缓存", "Clear selection": "清除选择", "Clear value": "清除", "Close": "关闭",
    "Close dialog": "关闭", "Close fullscreen": "退出全屏", "Collapse sidebar": "收起菜单", "Connecting": "正在连接",
    "Connecting...": "正在连接…", "Connecting…": "正在连接…", "Connection error": "连接错误",
    "Connection lost": "连接已断开", "Copied": "已复制", "Copy": "复制", "Copy to clipboard": "复制",
    "Dark": "深色", "Delete row(s)": "删除行", "Delete rows": "删除行", "Descending": "降序", "Dismiss": "关闭",
    "Download": "下载", "Download as CSV": "下载 CSV", "Drag and drop file here": "将文件拖到这里",
    "Drag and drop files here": "将文件拖到这里", "empty": "无数据", "Error": "错误", "Expand sidebar": "展开菜单",
    "File too large.": "文件过大。", "File uploader": "上传文件", "Format": "格式", "Fullscreen": "全屏",
    "Exit fullscreen": "退出全屏", "Hide column": "隐藏此列", "Hide password text": "隐藏密码", "Hide password": "隐藏密码",
    "Light": "浅色", "Loading": "正在读取", "Loading...": "正在读取…", "Loading…": "正在读取…", "Main menu": "主菜单",
    "Next": "下一页", "Next month": "下个月", "Next page": "下一页", "No": "否", "No options": "无可选项",
    "No options to select.": "无可选项。", "No options to select": "无可选项", "No results": "没有匹配项",
    "No results found": "没有匹配项", "OK": "知道了", "Ok": "知道了", "Open date picker": "打开日历",
    "Page not found": "没有这个页面", "Paste": "粘贴", "Pin column": "固定此列", "Press Enter to add": "按回车添加",
    "Press Enter to apply": "按回车应用", "Press Enter to submit": "按回车提交",
    "Press Enter to submit form": "按回车提交", "Press Ctrl+Enter to apply": "按 Ctrl+回车 应用",
    "Press Ctrl+Enter to submit form": "按 Ctrl+回车 提交", "Press ⌘+Enter to apply": "按 ⌘+回车 应用",
    "Press ⌘+Enter to submit form": "按 ⌘+回车 提交", "Previous": "上一页", "Previous month": "上个月",
    "Previous page": "上一页", "Print": "打印", "Record a screencast": "录制屏幕", "Remove": "移除",
    "Remove file": "移除文件", "Rerun": "刷新", "Reset": "重置", "Running": "正在处理", "Running...": "正在处理…",
    "Running…": "正在处理…", "RUNNING...": "正在处理…", "Search": "查找", "Select": "选择", "Select a date": "选择日期",
    "Select a date range": "选择日期范围", "Select all": "全选", "Settings": "设置", "Show password text": "显示密码",
    "Show password": "显示密码", "Show/hide columns": "显示/隐藏列", "Skip to main content": "跳到正文",
    "Sort ascending": "升序", "Sort descending": "降序", "Statistics": "统计", "Stop": "停止", "Stopping...": "正在停止…",
    "System": "跟随系统", "Theme": "主题", "This field is required": "此项必填", "This field is required.": "此项必填。",
    "Unpin column": "取消固定", "Upload": "选择文件", "Uploading": "正在上传", "Uploading...": "正在上传…",
    "Use system setting": "跟随系统", "View all": "查看全部", "View less": "收起", "View more": "展开",
    "yyyy": "年", "mm": "月", "dd": "日", "Wide mode": "宽屏", "Yes": "是", "Invalid date": "日期无效", "Year": "年", "Month": "月",
    "Choose date": "选择日期", "Choose date range": "选择日期范围", "Choose date and time": "选择日期和时间",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.": "用方向键移动，回车选定，Esc 关闭。",
    "Quick select a date range": "快速选择日期范围", "Selected date unavailable.": "不能选择该日期。",
    "Select...": "请选择", "Type to search": "输入以查找", "Selected values": "已选", "Selectbox": "下拉选择",
    "Selectbox options": "可选项", "Multiselect": "多选", "Multiselect options": "可选项", "Optional": "选填",
    "Only one file is allowed.": "只能选一个文件。", "Too many files": "文件过多", "Upload failed": "上传失败",
    "Upload directories": "上传文件夹", "Upload files": "选择文件", "Upload file": "选择文件", "Files": "文件",
    "File Uploader": "上传文件", "Toggle fullscreen": "全屏", "Enter fullscreen": "全屏", "Clear caches": "清除缓存",
    "Copy column name": "复制列名", "Previous Result": "上一处", "Next Result": "下一处", "Help": "说明",
    "Get help": "帮助", "Sidebar": "菜单", "Stop script": "停止", "Download as PNG": "下载图片", "Sidebar Logo": "督责台",
    "Reconnected to server.": "已重新连接。", "Connection closed": "连接已断开", "Open menu": "打开菜单", "Open": "打开",
    "App pages": "页面", "yyyy": "年", "mm": "月", "dd": "日", "Notifications": "通知", "Decrement": "减一", "Increment": "加一", "Pagination": "翻页", "Navigate to home page": "首页", "Vega visualization": "走势图", "file upload": "选择文件",
    "Unable to connect to Streamlit server": "无法连接服务器", "Slide to select": "滑动选择", "Columns": "列",
    "The value is not part of the allowed options.": "该值不在可选范围内。", "Sort column": "排序",
    "The values could not be matched with the configured options.": "这些值不在可选范围内。",
    "Long press or press Alt + ArrowDown to open menu": "长按或按 Alt+↓ 打开菜单",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
      "与服务器的连接已断开，正在重新连接。您填写的内容还在。",
    "The page that you have requested does not seem to exist. Running the app's main page.":
      "您访问的页面不存在，已打开首页。",
    "Your app is having trouble loading": "页面未能打开，请刷新",
  };
  const PATTERNS = [
    [/^(?:Limit )?(\d+(?:\.\d+)?) ?(KB|MB|GB) per file(?: • (.+))?$/,
      (_all, size, unit, kinds) => `每个文件不超过 ${size} ${unit}` + (kinds ? `，${kinds.replaceAll(", ", "、")}` : "")],
    [/^(?:Error: ?)?File must be (\d+(?:\.\d+)?) ?(KB|MB|GB) or smaller\.?$/, "文件须不超过 $1 $2"],
    [/^(.+) files are not allowed\.?$/, "不接收 $1 文件"],
    [/^Only one file.*$/, "一次只能选一个文件"],
    [/^(?:Error: ?)?Date set outside allowed range\. Please select a date on or before (\S+?)\.?$/, "日期不能晚于 $1，未采用"],
    [/^(?:Error: ?)?Date set outside allowed range\. Please select a date on or after (\S+?)\.?$/, "日期不能早于 $1，未采用"],
    [/^(?:Error: ?)?Date set outside allowed range\. Please select a date between (\S+) and (\S+?)\.?$/, "日期须在 $1 至 $2 之间，未采用"],
    [/^(?:Error: ?)?Number is outside the allowed range\. Please enter a value between (\S+) and (\S+?)\.?$/, "数值须在 $1 至 $2 之间，未采用"],
    [/^(?:Error: ?)?Number is below the allowed range.* (\S+?)\.?$/, "数值不能小于 $1，未采用"],
    [/^(?:Error: ?)?Number is above the allowed range.* (\S+?)\.?$/, "数值不能大于 $1，未采用"],
    [/^(?:Error: ?)?(?:AxiosError: )?.*status code 429.*$/, "上传过于频繁，请一分钟后再试"],
    [/^(?:Error: ?)?(?:AxiosError: )?.*status code 413.*$/, "文件超过 40 MB"],
    [/^(?:Error: ?)?(?:AxiosError: )?(?:Request failed|Network Error|timeout).*$/, "上传失败，请重试"],
    [/^Select (\d+) matches$/, "选中匹配的 $1 项"],
    [/^Showing page (\d+) of (\d+)$/, "第 $1 页，共 $2 页"],
    [/^Page (\d+) of (\d+)$/, "第 $1 页，共 $2 页"],
    [/^(\d+) options? available\.?$/, "可选 $1 项"],
    [/^Entered group (.+), with (\d+) options?\. (.+)$/, "$3"],
    [/^(.+), selected$/, "已选 $1"],
    [/^Show\/hide columns: (.+)$/, "显示/隐藏列：$1"],
    [/^Search: (.+)$/, "查找：$1"],
    [/^Help for (.+)$/, (_all, what) => `说明：${what.replace(/ ?:gray\[(.*)\]/, "").replaceAll("\\", "")}`],
    [/^Choose date, (.+)$/, "选择日期，$1"], [/^Choose date range, (.+)$/, "选择日期范围，$1"],
    [/^day, (.+)$/, "日，$1"], [/^month, (.+)$/, "月，$1"], [/^year, (.+)$/, "年，$1"],
    [/^Fullscreen: (.+)$/, "全屏：$1"],
    [/^Shortcut (.+)$/, "快捷键 $1"],
    [/^Close fullscreen: (.+)$/, "退出全屏：$1"],
    [/^Go to page (\d+)$/, "第 $1 页"],
    [/^Page (\d+)$/, "第 $1 页"],
    [/^Remove (.+)$/, "移除 $1"],
    [/^Delete (.+)$/, "移除 $1"],
    [/^Clear selection: (.+)$/, "清除选择：$1"], [/^Clear (.+)$/, "清除 $1"],
    [/^Selected (.+)\. (.+)$/, "已选 $1"],
    [/^(\d+) results? available\.?.*$/, "$1 个匹配项"],
    [/^(\d+)\/(\d+) characters?$/, "$1/$2 字"],
    [/^You can only select up to (\d+) options?.*$/, "最多选 $1 项"],
    [/^Press .*to (apply|submit form|add)\.?$/, "按回车确认"],
    [/^The page that you have requested does not seem to exist.*$/, "您访问的页面不存在，已打开首页。"],
    [/^This app has encountered an error\.[^]*$/, "页面出错，已记入日志。请刷新重试；仍不行请联系系统管理员。"],
    [/^Is Streamlit still running.*$/, "与服务器的连接已断开，正在重新连接。您填写的内容还在。"],
  ];
  const ATTRIBUTES = ["aria-label", "aria-description", "placeholder", "title", "alt", "data-title"];
  // What people and pages wrote. The uploader's own button sits in a Markdown container like a page's words do.
  const WRITTEN = "[data-testid=stMarkdownContainer], [data-testid=stText], [data-testid=stCode], [role=gridcell], " +
    "[role=columnheader], [role=option], textarea, code, pre, canvas";
  const ITS_OWN = "[data-testid=stFileUploader] button, [data-testid=stFileUploaderDropzone], " +
    "[data-testid=stTooltipIcon], [data-testid=stException]";
  // What a list says of itself where otherwise somebody's words stand.
  const OF_ITSELF = /^(No results|No options|No options to select\.|Select all|Select \d+ matches)$/;

  const said = (words) => {
    const key = words.trim();
    if (!/[A-Za-z]/.test(key)) return words;
    if (Object.hasOwn(WORDS, key)) return words.replace(key, () => WORDS[key]);
    for (const [pattern, chinese] of PATTERNS) {
      if (pattern.test(key)) return words.replace(key, () => key.replace(pattern, chinese));
    }
    return words;
  };
  const isWritten = (element) => element && element.closest(WRITTEN) && !element.closest(ITS_OWN);
  const isUnderTranslation = (element) => !isWritten(element) || element.matches("textarea");

  const text = (node) => {
    const ofItself = OF_ITSELF.test(node.nodeValue.trim()) && node.parentElement?.closest("[role=option]");
    if (isWritten(node.parentElement) && !ofItself) return;
    const chinese = said(node.nodeValue);
    if (chinese !== node.nodeValue) node.nodeValue = chinese;
  };
  const attributes = (element) => {
    if (!isUnderTranslation(element)) return;
    for (const name of ATTRIBUTES) {
      const words = element.getAttribute(name);
      if (!words) continue;
      const chinese = said(words);
      if (chinese !== words) element.setAttribute(name, chinese);
    }
  };
  const all = (node) => {
    if (node.nodeType === Node.TEXT_NODE) text(node);
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    attributes(node);
    node.childNodes.forEach(all);
  };
  const start = () => {
    all(document.body);
    new MutationObserver((changes) => {
      for (const change of changes) {
        if (change.type === "characterData") text(change.target);
        else if (change.type === "attributes") attributes(change.target);
        else change.addedNodes.forEach(all);
      }
    }).observe(document.body, {
      subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
    });
  };
  if (document.body) start();
  else addEventListener("DOMContentLoaded", start);
})();
