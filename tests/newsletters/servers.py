"""Mail servers that misbehave, each in its own way."""

from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

from django.core.mail.backends.locmem import EmailBackend


class Unreachable(EmailBackend):
    def open(self):
        raise ConnectionRefusedError(111, "Connection refused")

    def send_messages(self, messages):
        self.open()


class Choosy(EmailBackend):
    """Answers by the name of the recipient; takes everybody else."""

    def send_messages(self, messages):
        [address] = messages[0].to
        match address.partition("@")[0]:
            case "unknown":
                raise SMTPRecipientsRefused({address: (550, b"5.1.1 No such user here")})
            case "later":
                raise SMTPRecipientsRefused({address: (451, b"4.7.1 Greylisted, come back")})
            case "content":
                raise SMTPDataError(554, b"5.6.0 Not these words")
            case "hangs-up":
                raise SMTPServerDisconnected("Connection unexpectedly closed")
            case "shuts":
                raise SMTPDataError(421, b"4.3.2 Shutting down")
        return super().send_messages(messages)
