"""The kinds of traces that files carry."""

from supervision.labels import Labelled


class Found(Labelled):
    """What was found in a file and is not in the copy."""

    CAMERA = "camera", "拍摄设备、时间、地点"
    AUTHOR = "author", "作者、修改人、时间"
    COMMENT = "comment", "附注文字"
    REVIEWER = "reviewer", "批注、修订署名"
    DEVICE = "device", "打印机、文件路径"
    TAIL = "tail", "文件末尾附带数据"


class Broken(Exception):
    """The file is not what its beginning says, or ends too soon."""
