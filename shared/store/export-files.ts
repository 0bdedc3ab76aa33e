import type { S3Client } from "@aws-sdk/client-s3";
import { Fault } from "../fault.ts";
import { withoutSdkLog } from "../without-sdk-log.ts";
import type { PutTogether } from "./exports.ts";

/** The files of exports, outside the table. The library is loaded with the first file: most requests touch none. */
export type ExportFiles = {
  /** Adds bytes to a file, under names that only this attempt has. Small pieces wait for the next bytes, unless these are the last. */
  add(written: PutTogether, bytes: Uint8Array, attempt: FileAttempt, isLast: boolean): Promise<PutTogether>;
  /** Makes one file of all pieces, under the key that comes back. Again, it is the same file. */
  finish(written: PutTogether): Promise<string>;
  /** A link to a file for somebody without an account at AWS. */
  link(key: string, seconds: number): Promise<string>;
};

export type FileAttempt = { readonly exportId: string; readonly number: number; readonly type: string; readonly name: string };

/** S3 takes no smaller piece, but for the last. */
const pieceBytesLeast = 5 * 1024 ** 2;

/** A browser saves the file under its name, instead of showing it. */
const savedAs = (name: string) => `attachment; filename="${name}"`;

const library = () => import("@aws-sdk/client-s3");

const unwritten = (cause: unknown): never => {
  throw new Fault("fileNotWritten", { cause });
};

export const s3ExportFiles = (bucket: string, given?: S3Client): ExportFiles => {
  let made: S3Client | undefined = given;
  const s3 = async () => {
    const { S3Client: Client, ...commands } = await library();
    // Buckets in the path, and not in the host's name: so it is the same on one machine.
    made ??= withoutSdkLog(new Client({ forcePathStyle: true }));
    return { client: made, ...commands };
  };

  const restOf = async ({ rest }: PutTogether): Promise<Uint8Array> => {
    if (rest === undefined) return new Uint8Array();
    const { client, GetObjectCommand } = await s3();
    const { Body: body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: rest })).catch(unwritten);
    return (await body?.transformToByteArray()) ?? new Uint8Array();
  };

  const put = async (key: string, bytes: Uint8Array, { type, name }: FileAttempt) => {
    const { client, PutObjectCommand } = await s3();
    await client
      .send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentType: type, ContentDisposition: savedAs(name) }))
      .catch(unwritten);
  };

  const addPiece = async (
    upload: PutTogether["upload"],
    bytes: Uint8Array,
    { exportId, number, type, name }: FileAttempt,
  ): Promise<NonNullable<PutTogether["upload"]>> => {
    const { client, CreateMultipartUploadCommand, UploadPartCommand } = await s3();
    const key = upload?.key ?? `${exportId}-${number}`;
    const begun =
      upload ??
      (await client
        .send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: key, ContentType: type, ContentDisposition: savedAs(name) }))
        .then(({ UploadId: uploadId = "" }) => ({ key, uploadId, pieces: [] }), unwritten));
    const { ETag: etag = "", ChecksumCRC32: crc32 } = await client
      .send(new UploadPartCommand({ Bucket: bucket, Key: key, UploadId: begun.uploadId, PartNumber: number, Body: bytes }))
      .catch(unwritten);
    return { ...begun, pieces: [...begun.pieces, { number, etag, ...(crc32 && { crc32 }) }] };
  };

  return {
    async add(written, bytes, attempt, isLast) {
      const whole = Buffer.concat([await restOf(written), bytes]);
      const inAll = written.bytes + bytes.length;
      const { upload } = written;
      const isPiece = whole.length >= pieceBytesLeast || (isLast && upload !== undefined && whole.length > 0);
      if (isPiece) return { upload: await addPiece(upload, whole, attempt), bytes: inAll };
      if (upload && whole.length === 0) return { upload, bytes: inAll };
      const rest = `${attempt.exportId}-${attempt.number}${isLast ? "" : ".rest"}`;
      await put(rest, whole, attempt);
      return { ...(upload && { upload }), rest, bytes: inAll };
    },

    async finish({ upload, rest }) {
      if (!upload) return rest ?? "";
      const { key, uploadId, pieces } = upload;
      const { client, CompleteMultipartUploadCommand, HeadObjectCommand, NoSuchUpload } = await s3();
      const Parts = pieces.map(({ number, etag, crc32 }) => ({ PartNumber: number, ETag: etag, ...(crc32 && { ChecksumCRC32: crc32 }) }));
      try {
        await client.send(new CompleteMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: uploadId, MultipartUpload: { Parts } }));
      } catch (error) {
        if (!(error instanceof NoSuchUpload)) throw unwritten(error);
        // An earlier attempt made the file, and ended before it could say so.
        await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key })).catch(unwritten);
      }
      return key;
    },

    async link(key, seconds) {
      const [{ client, GetObjectCommand }, { getSignedUrl }] = await Promise.all([s3(), import("@aws-sdk/s3-request-presigner")]);
      return getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: seconds });
    },
  };
};
