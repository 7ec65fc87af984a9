#!/usr/bin/python3
"""Makes the pictures beside this file, and of each NAME what it shows, NAME.expected.png, as Pillow, libjpeg, libwebp and LittleCMS say.

Debian 12: apt install python3-pil python3-numpy; then ./make.py. Nothing here is a photograph: the scene is a formula.
"""
import io
import os
import struct
import zlib

import numpy as np
from PIL import Image, ImageCms, ImageOps, PngImagePlugin

HERE = os.path.dirname(os.path.abspath(__file__))
WIDTH, HEIGHT = 29, 23
D50 = (0.9642, 1.0, 0.8249)
Q = {"quality": 92}


def path(name):
    return os.path.join(HERE, name)


def scene(width=WIDTH, height=HEIGHT):
    y, x = np.mgrid[0:height, 0:width] / min(width, height)
    p = np.stack([0.5 + 0.5 * np.sin(5 * x + 2 * y), 0.5 + 0.5 * np.cos(4 * y - x), 0.15 + 0.6 * x], 2)
    p[(x - 0.7) ** 2 + (y - 0.45) ** 2 < 0.06] = [0.9, 0.15, 0.1]
    p[(y > 0.8) & (x < 0.5)] = [0.05, 0.55, 0.2]
    return np.clip(np.round(p * 255), 0, 255).astype(np.uint8)


def expect(name, image):
    image.convert("RGB").save(path(name + ".expected.png"), optimize=True)


def save(name, image, shown=None, **how):
    image.save(path(name), **how)
    expect(name, shown(Image.open(path(name))) if shown else Image.open(path(name)))


def fixed(value):
    return struct.pack(">i", int(round(value * 65536)))


def profile(space, tags):
    """An ICC profile of version 2.1."""
    table, data, at = b"", b"", 132 + 12 * len(tags)
    for name, content in tags:
        content += b"\0" * (-len(content) % 4)
        table += name + struct.pack(">II", at + len(data), len(content))
        data += content
    head = struct.pack(">I4sI4s4s4s", at + len(data), bytes(4), 0x02100000, b"mntr", space, b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + b"".join(map(fixed, D50)) + bytes(48)
    return head + struct.pack(">I", len(tags)) + table + data


def texts(name):
    text = name.encode() + b"\0"
    return [
        (b"desc", b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(78)),
        (b"cprt", b"text" + bytes(4) + b"no copyright\0"),
        (b"wtpt", b"XYZ " + bytes(4) + b"".join(map(fixed, D50))),
    ]


def curve(gamma):
    return b"curv" + bytes(4) + struct.pack(">IH", 1, int(round(gamma * 256)))


def colours(name, primaries, gamma):
    """A profile of red, green and blue with a white of D65, adapted to D50 after Bradford."""
    p = np.array([[x, y, 1 - x - y] for x, y in primaries]).T
    white = np.array([0.3127 / 0.3290, 1, (1 - 0.3127 - 0.3290) / 0.3290])
    b = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
    adapted = np.linalg.inv(b) @ np.diag((b @ np.array(D50)) / (b @ white)) @ b @ (p * np.linalg.solve(p, white))
    tags = texts(name)
    for i, c in enumerate((b"r", b"g", b"b")):
        tags += [(c + b"XYZ", b"XYZ " + bytes(4) + b"".join(map(fixed, adapted[:, i]))), (c + b"TRC", curve(gamma))]
    return profile(b"RGB ", tags)


P3 = colours("like Display P3", ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)), 2.2)
ADOBE = colours("like Adobe RGB", ((0.64, 0.33), (0.21, 0.71), (0.15, 0.06)), 2.19921875)
GREY = profile(b"GRAY", texts("grey of gamma 1.8") + [(b"kTRC", curve(1.8))])
SRGB = ImageCms.createProfile("sRGB")


def meant(content):
    source = ImageCms.ImageCmsProfile(io.BytesIO(content))
    return lambda image: ImageCms.profileToProfile(image, source, SRGB, outputMode="RGB")


def exif(orientation):
    tags = Image.Exif()
    tags[0x112] = orientation
    return tags.tobytes()


def inks(rgb):
    c = rgb.astype(float) / 255
    k = 1 - c.max(2, keepdims=True)
    return np.round(255 * np.concatenate([(1 - c - k) / np.maximum(1 - k, 1e-6), k], 2)).astype(np.uint8)


def png(name, kind, bits, rows, shown, *chunks):
    """A PNG of forms that Pillow does not write."""
    def chunk(title, data):
        return struct.pack(">I", len(data)) + title + data + struct.pack(">I", zlib.crc32(title + data))
    height, width = rows.shape[:2]
    data = b"".join(b"\0" + row.tobytes() for row in rows)
    with open(path(name), "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, 0)))
        file.write(b"".join(chunk(*c) for c in chunks) + chunk(b"IDAT", zlib.compress(data, 9)) + chunk(b"IEND", b""))
    expect(name, Image.fromarray(shown))


def tiff(name, meaning, bits, rows, *tags):
    """A TIFF of one plane and one strip."""
    height, width = rows.shape
    data = rows.tobytes()
    tags = [(256, width), (257, height), (258, bits), (259, 1), (262, meaning), (273, 8), (277, 1), (278, height), (279, len(data))] + list(tags)
    with open(path(name), "wb") as file:
        file.write(b"II*\0" + struct.pack("<I", 8 + len(data)) + data + struct.pack("<H", len(tags)))
        file.write(b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in sorted(tags)) + bytes(4))


def of_light(levels, largest):
    light = levels / largest
    return np.round(255 * np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)).astype(np.uint8)


PIXELS = scene()
RGB = Image.fromarray(PIXELS)
L = RGB.convert("L")
SEEN_THROUGH = RGB.copy()
SEEN_THROUGH.putalpha(Image.fromarray((np.mgrid[0:HEIGHT, 0:WIDTH][1] * 255 // (WIDTH - 1)).astype(np.uint8)))


def jpegs():
    save("baseline.jpg", RGB, **Q)
    save("420.jpg", RGB, subsampling=2, **Q)
    save("progressive.jpg", RGB, progressive=True, **Q)
    save("grey.jpg", L, **Q)
    save("progressive-grey.jpg", L, progressive=True, **Q)
    save("cmyk.jpg", Image.fromarray(inks(PIXELS), "CMYK"), **Q)
    ink = inks(PIXELS)
    light = Image.fromarray(255 - ink[:, :, :3]).convert("YCbCr")
    ycck = np.concatenate([np.asarray(light), ink[:, :, 3:]], 2)
    ycck[:, :, 3] = 255 - ycck[:, :, 3]
    stream = io.BytesIO()
    Image.fromarray(255 - ycck, "CMYK").save(stream, "JPEG", **Q)
    content = bytearray(stream.getvalue())
    content[content.index(b"Adobe") + 11] = 2
    with open(path("ycck.jpg"), "wb") as file:
        file.write(content)
    expect("ycck.jpg", Image.open(path("ycck.jpg")))
    for orientation in range(2, 9):
        save(f"orientation-{orientation}.jpg", RGB, ImageOps.exif_transpose, exif=exif(orientation), **Q)
    save("p3.jpg", RGB, meant(P3), icc_profile=P3, **Q)
    save("adobe.jpg", RGB, meant(ADOBE), icc_profile=ADOBE, **Q)
    save("grey-profile.jpg", L, meant(GREY), icc_profile=GREY, **Q)


def pngs():
    wide = np.minimum(PIXELS.astype(np.uint32) * 257 + 77, 65535)
    png("rgb16.png", 2, 16, wide.astype(">u2"), PIXELS)
    png("grey16.png", 0, 16, wide[:, :, 1].astype(">u2"), PIXELS[:, :, 1])
    save("palette.png", RGB.quantize(64))
    save("palette-transparent.png", RGB.quantize(64), transparency=3)
    save("grey-alpha.png", SEEN_THROUGH.convert("LA"))
    save("rgba.png", SEEN_THROUGH)
    save("bits.png", L.convert("1"))
    linear = (PIXELS, of_light(PIXELS, 255.0), (b"gAMA", struct.pack(">I", 100000)))
    png("gamma.png", 2, 8, *linear)
    png("gamma-and-srgb.png", 2, 8, PIXELS, PIXELS, (b"gAMA", struct.pack(">I", 100000)), (b"sRGB", b"\0"))
    dark = (wide // 32).astype(">u2")
    png("gamma16.png", 2, 16, dark, of_light(dark.astype(float), 65535.0), (b"gAMA", struct.pack(">I", 100000)))
    save("p3.png", RGB, meant(P3), icc_profile=P3)
    save("grey-profile.png", L, meant(GREY), icc_profile=GREY)
    save("orientation-6.png", RGB, ImageOps.exif_transpose, exif=exif(6))


def webps():
    save("lossy.webp", RGB, quality=80)
    save("lossless.webp", RGB, lossless=True)
    save("lossy-alpha.webp", SEEN_THROUGH, quality=80)
    save("lossless-alpha.webp", SEEN_THROUGH, lossless=True, exact=True)
    save("large.webp", Image.fromarray(scene(230, 180)), quality=60)
    save("adobe.webp", RGB, meant(ADOBE), lossless=True, icc_profile=ADOBE)
    save("orientation-6.webp", RGB, ImageOps.exif_transpose, lossless=True, exif=exif(6))
    frames = {"save_all": True, "append_images": [RGB.transpose(0), RGB.transpose(1)]}
    save("moving.webp", RGB, quality=80, **frames)


def others():
    save("plain.gif", RGB.quantize(64))
    save("moving.gif", RGB.quantize(64), save_all=True, append_images=[RGB.transpose(0).quantize(64)])
    save("plain.bmp", RGB)
    save("palette.bmp", RGB.quantize(64))
    save("lzw.tif", RGB, compression="tiff_lzw")
    save("deflate.tif", RGB, compression="tiff_adobe_deflate")
    save("jpeg.tif", RGB, compression="jpeg", **Q)
    save("fax.tif", L.convert("1"), compression="group4")
    save("cmyk.tif", Image.fromarray(inks(PIXELS), "CMYK"))
    save("adobe.tif", RGB, meant(ADOBE), icc_profile=ADOBE)
    save("orientation-8.tif", RGB, tiffinfo={274: 8})
    tiff("white-is-zero.tif", 0, 8, 255 - PIXELS[:, :, 1])
    expect("white-is-zero.tif", Image.fromarray(PIXELS[:, :, 1]))
    Image.fromarray(PIXELS[:, :, 1].astype(np.float32) / 255).save(path("float.tif"))
    tiff("preview.tif", 1, 8, PIXELS[:, :, 1], (254, 1))
    save("pages.tif", RGB, save_all=True, append_images=[RGB.transpose(0)])
    lab = ImageCms.profileToProfile(RGB, SRGB, ImageCms.createProfile("LAB"), outputMode="LAB")
    lab.save(path("lab.tif"))
    RGB.save(path("stereo.mpo"), "MPO", save_all=True, append_images=[RGB.transpose(0)], **Q)
    expect("stereo.mpo", Image.open(path("stereo.mpo")))


for make in (jpegs, pngs, webps, others):
    make()
